import asyncio
import json

from antiphon.bench.server import READY, child, line


def test_a_measured_server_ends_with_whoever_measures() -> None:
    async def scenario() -> int:
        async with child("cli.witness", json.dumps({"engine": "echo"})) as process:
            await line(process, READY)
            assert process.stdin is not None
            process.stdin.close()
            return await asyncio.wait_for(process.wait(), 60)

    assert asyncio.run(scenario()) == 0
