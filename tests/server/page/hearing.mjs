// What a page tells of a course of events, given as JSON: [["begins"], ["plays", {…}], …] -> [[playedMs, turn], …].

import { readFile } from "node:fs/promises";

const [, , path, course, lateMs] = process.argv;
const source = await readFile(path, "utf8");
const { Hearing } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const told = [];
const hearing = new Hearing(
  (playedMs, turn) => told.push([playedMs, turn]),
  () => Number(lateMs),
);
for (const [event, ...given] of JSON.parse(course)) hearing[event](...given);
console.log(JSON.stringify(told));
