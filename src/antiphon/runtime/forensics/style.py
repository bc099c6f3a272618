"""How the page looks and the little it does by itself: by day and by night, with nothing from elsewhere."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
:root { color-scheme: light dark;
  --paper: #fcfcfb; --card: #ffffff; --ground: #f1f1ee; --edge: #dedcd6; --ink: #1b1b19; --soft: #6a6963;
  --caller: #2a6fdb; --ours: #0f8a76; --buffer: #9ad4c8; --late: #d99a1b;
  --started: #55605f; --paused: #7a6a9c; --ended: #1b1b19; --held: #b97a00; --released: #12805c;
  --interrupted: #c8322b; --ignored: #7b7a74; --resumed: #0d7fa5; --redrafted: #a0522d; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #161615; --card: #1f1f1d; --ground: #262624; --edge: #3a3936; --ink: #f2f1ec; --soft: #a3a199;
  --caller: #6ea4f7; --ours: #35bfa6; --buffer: #23655a; --late: #e5b04a;
  --started: #b3bdbb; --paused: #b3a1dd; --ended: #f2f1ec; --held: #f0b23c; --released: #3fc795;
  --interrupted: #ff6b62; --ignored: #a3a199; --resumed: #4fbde0; --redrafted: #d98e63; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 14px/1.45 system-ui, sans-serif; }
main { max-width: 1560px; margin: 0 auto; padding: 28px 24px 64px; }
h1 { font-size: 24px; margin: 0 0 2px; letter-spacing: -.01em; } h2 { font-size: 16px; margin: 34px 0 10px; }
p { margin: 4px 0; max-width: 120ch; } .soft { color: var(--soft); } .warn { color: var(--interrupted); }
.cards { display: flex; flex-wrap: wrap; gap: 10px; margin: 18px 0 6px; }
.card { background: var(--card); border: 1px solid var(--edge); border-radius: 10px; padding: 10px 16px; }
.card b { display: block; font-size: 22px; font-weight: 600; line-height: 1.2; } .card span { color: var(--soft); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 18px; color: var(--soft); margin: 14px 0 8px; font-size: 13px; }
.legend svg { width: 14px; height: 14px; vertical-align: -2px; margin-right: 5px; overflow: visible; }
.timeline { background: var(--card); border: 1px solid var(--edge); border-radius: 12px; padding: 6px 14px;
  overflow-x: auto; }
.timeline svg { display: block; width: 100%; min-width: 1100px; margin: 8px 0; }
svg text { font: 11px system-ui, sans-serif; fill: var(--ink); }
svg .name, svg .axis, svg .hint { fill: var(--soft); } svg .voice { font-weight: 600; font-size: 13px; fill: var(--ink); }
svg .hint { font-size: 9px; } svg .axis { font-size: 10px; } svg .words { font-size: 10.5px; }
svg .words.caller { fill: var(--caller); } svg .words.ours { fill: var(--ours); }
.ground { fill: var(--ground); } .one, .five { stroke: var(--edge); stroke-width: .5; opacity: .45; } .five { opacity: 1; }
.vad { fill: var(--caller); fill-opacity: .28; stroke: var(--caller); stroke-width: .8; } .speech { fill: var(--caller); }
.ours { fill: var(--ours); } .unheard { fill: url(#hatch); stroke: var(--interrupted); stroke-width: .8; }
.gap { fill: none; stroke: var(--interrupted); stroke-dasharray: 2 2; } .holding { fill: var(--held); fill-opacity: .26; }
.buffer { fill: var(--buffer); }
.delay { fill: var(--late); } .delay.recognition { opacity: .75; } .delay.model { fill: var(--paused); }
.delay.synthesis { fill: var(--paused); opacity: .65; } .delay.release { fill: var(--soft); }
svg .ms { font-size: 10px; fill: var(--late); font-weight: 600; }
.mark { color: var(--ink); cursor: pointer; } .mark path { fill: currentColor; }
.mark text, .kind { fill: currentColor; font-weight: 500; } .mark text { paint-order: stroke; stroke: var(--card); stroke-width: 3px; } .mark .through { stroke: currentColor; stroke-width: .8; opacity: .4; }
.mark:hover .through { opacity: 1; stroke-width: 1.5; } .kind { font-weight: 600; white-space: nowrap; }
KINDS
.scroll { overflow-x: auto; } table.plain { width: auto; } table.plain td, table.plain th { padding-right: 36px; } table { border-collapse: collapse; width: 100%; font-size: 13px; }
th { text-align: left; font-weight: 500; color: var(--soft); }
th, td { padding: 5px 14px 5px 0; border-bottom: 1px solid var(--edge); vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr:target td { background: var(--ground); } .quote { color: var(--caller); }
.evidence { display: grid; grid-template-columns: 78px 132px max-content; gap: 1px 8px; font-size: 11px;
  color: var(--soft); } .evidence svg { width: 132px; height: 11px; align-self: center; }
.evidence .for { fill: var(--interrupted); } .evidence .against { fill: var(--released); }
.evidence .middle { stroke: var(--soft); stroke-width: 1; }
#tip { position: fixed; z-index: 9; max-width: 420px; padding: 10px 14px; pointer-events: none; display: none;
  background: var(--card); border: 1px solid var(--edge); border-radius: 10px; box-shadow: 0 6px 24px #0004; }
#tip div { margin: 2px 0; }
@media print { .timeline svg { min-width: 0; break-inside: avoid; } }
"""

SCRIPT: Final = """
const tip = document.getElementById("tip");
for (const mark of document.querySelectorAll(".mark")) {
  const row = document.querySelector(mark.getAttribute("href"));
  mark.querySelector("title").remove();
  mark.addEventListener("mousemove", (event) => {
    tip.replaceChildren(...[...row.cells].filter((cell) => cell.textContent).map((cell) => {
      const line = document.createElement("div");
      line.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
      return line;
    }));
    tip.style.display = "block";
    tip.style.left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8) + "px";
    tip.style.top = Math.min(event.clientY + 14, innerHeight - tip.offsetHeight - 8) + "px";
  });
  mark.addEventListener("mouseleave", () => { tip.style.display = "none"; });
}
"""
"""What is beside the pointer is the row of the table; without it a mark still has its title."""
