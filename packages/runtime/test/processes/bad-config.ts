import { exitOnBadConfig } from "../../src/index.ts";

exitOnBadConfig("node");
console.log("went on");
