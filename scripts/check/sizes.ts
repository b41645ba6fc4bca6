import { readFileSync } from "node:fs";
import { sources } from "./sources.ts";

/** STYLE's figures, in lines a file; a composition root fits a screen. */
const allowed = { median: 90, p95: 250, most: 400, main: 80 };

const files = sources();
const sized = files
  .map((file) => ({ file, lines: readFileSync(file, "utf8").trimEnd().split("\n").length }))
  .toSorted((one, other) => one.lines - other.lines);

const at = (share: number) => sized[Math.ceil(sized.length * share) - 1]?.lines ?? 0;
const figures = { files: sized.length, median: at(0.5), p95: at(0.95), most: at(1) };
console.log(
  `${figures.files} files, median ${figures.median}, p95 ${figures.p95}, most ${figures.most} lines`,
);

const faults = [
  ...(sized.length === 0 ? ["no source file was found"] : []),
  ...(figures.median > allowed.median ? [`the median is over ${allowed.median}`] : []),
  ...(figures.p95 > allowed.p95 ? [`the 95th percentile is over ${allowed.p95}`] : []),
  ...sized
    .filter(
      ({ file, lines }) =>
        lines > (/^services\/[^/]+\/src\/main\.ts$/.test(file) ? allowed.main : allowed.most),
    )
    .map(({ file, lines }) => `${file} has ${lines} lines`),
];
for (const fault of faults) console.log(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
