import { describe, expect, test } from "vitest";
import { decide, refusalCodes, states } from "../../src/index.ts";
import type { Command, State } from "../../src/index.ts";
import * as say from "./life.ts";
import { city, hub, office, regency, taken } from "./life.ts";
import type { Act, Life, Outcome } from "./life.ts";

/**
 * The transition table of PRODUCT, "The life of a report", written out by hand. A cell is the state in which
 * everybody has done what is owed by itself, or why not:
 * `.` wrongState   `-` notHolder   `H` hubOnly   `I` institutionOnly   `O` originOnly   else the code's own name
 */
const marks: Readonly<Record<string, Outcome>> = {
  ".": "wrongState",
  "-": "notHolder",
  H: "hubOnly",
  I: "institutionOnly",
  O: "originOnly",
};

const commands: Readonly<Record<string, Command>> = {
  verify: say.verify,
  hold: say.hold,
  archive: say.spam,
  correct: say.correct,
  split: say.split,
  merge: say.mergeInto("main"),
  forward: say.forwardTo(regency),
  recall: say.recall,
  return: say.notOurs,
  accept: say.accept,
  assign: say.assignTo("dpu"),
  decline: say.decline,
  ask: say.ask,
  extend: say.extend,
  initial: say.initial,
  done: say.done,
  refuse: say.refuseToDo,
  close: say.close,
  closeOnWord: say.closeOnWord,
  reopen: say.reopen,
  lapse: say.lapse(say.atTick(0)),
  deem: say.deem(say.atTick(0)),
  supply: say.supply,
  reply: say.reply,
  confirm: say.confirm,
  object: say.object,
  rate: say.rate,
  withdraw: say.withdraw,
  refer: say.refer,
  advise: say.advise,
  register: say.register,
  ineligible: say.ineligible,
  conclude: say.conclude,
  consent: say.consent,
  tighten: say.tighten,
};

const roads: Readonly<Record<State, readonly Act[]>> = {
  received: [],
  held: [[hub, say.hold]],
  archived: [[hub, say.spam]],
  verified: [[hub, say.verify]],
  forwarded: say.toForwarded,
  returned: [...say.toForwarded, [city, say.notOurs]],
  accepted: [...say.toForwarded, [city, say.accept]],
  assigned: say.toAssigned,
  inProgress: [...say.toAssigned, [city, say.initial]],
  answered: say.toAnswered,
  closed: [...say.toAnswered, [hub, say.closeOnWord]],
  referred: say.toReferred,
};

const atHub = (state: State): Life => taken().given(...roads[state]);

/** What a node took in by its own channels it holds until it returns it. */
const atNode = (state: State): Life =>
  taken({}, city).given(
    ...(state === "held" ? [[city, say.hold] as const] : []),
    ...(state === "verified" ? [[city, say.verify] as const] : []),
  );

function holds(table: string, actor: string, lifeIn: (state: State) => Life): void {
  const [head, ...rows] = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const columns = (head ?? []).map((name) => {
    const state = states.find((known) => known === name);
    if (state === undefined) throw new Error(`${name} is no state`);
    return state;
  });
  test.each(rows)("%s", (name, ...cells) => {
    const command = commands[name];
    if (command === undefined) throw new Error(`${name} is no command`);
    const expected = columns.map((state, i) => `${state}: ${marks[cells[i] ?? ""] ?? cells[i]}`);
    const actual = columns.map((state) => `${state}: ${lifeIn(state).when(actor, command)}`);
    expect(actual).toEqual(expected);
  });
}

describe("the hub acts, on a report that it took in", () => {
  holds(
    `
             received held     archived verified  forwarded returned  accepted assigned inProgress answered   closed   referred
    verify      verified verified .        .         -         .         -        -        -          .          .        -
    hold        held     .        .        .         -         .         -        -        -          .          .        -
    archive     archived archived .        archived  -         archived  -        -        -          .          .        -
    correct     .        .        .        verified  -         returned  -        -        -          .          .        -
    split       received .        .        verified  -         returned  -        -        -          .          .        -
    merge       archived archived .        archived  -         archived  -        -        -          .          .        -
    forward     .        .        .        forwarded -         forwarded -        -        -          .          .        -
    recall      .        .        .        .         returned  .         returned returned returned   .          .        .
    return      I        I        I        I         I         I         I        I        I          I          I        I
    accept      I        I        I        I         I         I         I        I        I          I          I        I
    assign      I        I        I        I         I         I         I        I        I          I          I        I
    decline     .        .        .        .         -         .         -        -        -          .          .        -
    ask         .        .        .        .         -         .         -        -        -          .          .        -
    extend      .        .        .        .         -         .         -        -        -          .          .        -
    initial     .        .        .        .         -         .         -        -        -          .          .        -
    done        .        .        .        .         -         .         -        -        -          .          .        -
    refuse      .        .        .        .         -         .         -        -        -          .          .        -
    close       .        .        .        .         -         .         -        -        -          windowOpen .        -
    closeOnWord .        .        .        .         -         .         -        -        -          closed     .        -
    reopen      .        .        received .         -         .         -        -        -          assigned   assigned -
    lapse       .        archived .        .         -         .         -        -        -          closed     .        -
    deem        received .        .        .         -         .         -        -        -          .          .        -
    refer       .        .        .        referred  referred  referred  referred referred referred   .          .        .
    advise   .        .        .        verified  forwarded returned  accepted assigned inProgress .          .        .
    register    I        I        I        I         I         I         I        I        I          I          I        I
    ineligible  I        I        I        I         I         I         I        I        I          I          I        I
    conclude    I        I        I        I         I         I         I        I        I          I          I        I
    `,
    hub,
    atHub,
  );
});

describe("the institution acts, on a report that the hub took in", () => {
  holds(
    `
             received held     archived verified  forwarded returned  accepted assigned inProgress answered   closed   referred
    verify      -        -        -        -         .         -         .        .        .          -          -        -
    hold        -        -        -        -         .         -         .        .        .          -          -        -
    archive     -        -        -        -         .         -         .        .        .          -          -        -
    correct     -        -        -        -         forwarded -         accepted assigned inProgress -          -        -
    split       H        H        H        H         H         H         H        H        H          H          H        H
    merge       -        -        -        -         archived  -         archived archived archived   -          -        -
    forward     H        H        H        H         H         H         H        H        H          H          H        H
    recall      H        H        H        H         H         H         H        H        H          H          H        H
    return      -        -        -        -         returned  -         returned returned returned   -          -        -
    accept      -        -        -        -         accepted  -         .        .        .          -          -        -
    assign      -        -        -        -         .         -         assigned assigned assigned   -          -        -
    decline     -        -        -        -         .         -         .        accepted accepted   -          -        -
    ask         -        -        -        -         .         -         accepted assigned inProgress -          -        -
    extend      -        -        -        -         .         -         .        assigned inProgress -          -        -
    initial     -        -        -        -         .         -         .        inProgress inProgress -        -        -
    done        -        -        -        -         .         -         .        answered answered   -          -        referred
    refuse      -        -        -        -         .         -         .        answered answered   -          -        referred
    close       -        -        -        -         .         -         .        .        .          -          -        -
    closeOnWord -        -        -        -         .         -         .        .        .          -          -        -
    reopen      H        H        H        H         H         H         H        H        H          H          H        H
    lapse       -        -        -        -         .         -         .        .        .          -          -        -
    deem        -        -        -        -         .         -         .        .        .          -          -        -
    refer       H        H        H        H         H         H         H        H        H          H          H        H
    advise      H        H        H        H         H         H         H        H        H          H          H        H
    register    -        -        -        -         .         -         .        .        .          -          -        -
    ineligible  -        -        -        -         .         -         .        .        .          -          -        -
    conclude    -        -        -        -         .         -         .        .        .          -          -        -
    `,
    city,
    atHub,
  );
});

describe("the institution acts, on what it took in itself", () => {
  holds(
    `
             received held     verified
    verify      verified verified .
    hold        held     .        .
    archive     archived archived archived
    correct     .        .        verified
    split       H        H        H
    merge       archived archived archived
    forward     H        H        H
    recall      H        H        H
    return      returned .        returned
    accept      .        .        accepted
    assign      .        .        .
    decline     .        .        .
    ask         .        .        .
    extend      .        .        .
    initial     .        .        .
    done        .        .        .
    refuse      .        .        .
    close       .        .        .
    closeOnWord .        .        .
    reopen      H        H        H
    lapse       .        archived .
    deem        received .        .
    refer       H        H        H
    advise      H        H        H
    register    .        .        .
    ineligible  .        .        .
    conclude    .        .        .
    `,
    city,
    atNode,
  );
});

describe("the hub acts, on what a node took in", () => {
  holds(
    `
             received held     verified
    verify      -        -        -
    hold        -        -        -
    archive     -        -        -
    correct     -        -        -
    split       -        -        -
    merge       -        -        -
    forward     -        -        -
    recall      .        .        .
    return      I        I        I
    accept      I        I        I
    assign      I        I        I
    decline     -        -        -
    ask         -        -        -
    extend      -        -        -
    initial     -        -        -
    done        -        -        -
    refuse      -        -        -
    close       -        -        -
    closeOnWord -        -        -
    reopen      -        -        -
    lapse       -        -        -
    deem        -        -        -
    refer       .        .        referred
    advise   .        .        verified
    register    I        I        I
    ineligible  I        I        I
    conclude    I        I        I
    `,
    hub,
    atNode,
  );
});

describe("an institution acts that is not concerned", () => {
  holds(
    `
             received held     archived verified  forwarded returned  accepted assigned inProgress answered   closed   referred
    verify      -        -        -        -         -         -         -        -        -          -          -        -
    hold        -        -        -        -         -         -         -        -        -          -          -        -
    archive     -        -        -        -         -         -         -        -        -          -          -        -
    correct     -        -        -        -         -         -         -        -        -          -          -        -
    split       H        H        H        H         H         H         H        H        H          H          H        H
    merge       -        -        -        -         -         -         -        -        -          -          -        -
    forward     H        H        H        H         H         H         H        H        H          H          H        H
    recall      H        H        H        H         H         H         H        H        H          H          H        H
    return      -        -        -        -         -         -         -        -        -          -          -        -
    accept      -        -        -        -         -         -         -        -        -          -          -        -
    assign      -        -        -        -         -         -         -        -        -          -          -        -
    decline     -        -        -        -         -         -         -        -        -          -          -        -
    ask         -        -        -        -         -         -         -        -        -          -          -        -
    extend      -        -        -        -         -         -         -        -        -          -          -        -
    initial     -        -        -        -         -         -         -        -        -          -          -        -
    done        -        -        -        -         -         -         -        -        -          -          -        -
    refuse      -        -        -        -         -         -         -        -        -          -          -        -
    close       -        -        -        -         -         -         -        -        -          -          -        -
    closeOnWord -        -        -        -         -         -         -        -        -          -          -        -
    reopen      H        H        H        H         H         H         H        H        H          H          H        H
    lapse       -        -        -        -         -         -         -        -        -          -          -        -
    deem        -        -        -        -         -         -         -        -        -          -          -        -
    refer       H        H        H        H         H         H         H        H        H          H          H        H
    advise      H        H        H        H         H         H         H        H        H          H          H        H
    register    -        -        -        -         -         -         -        -        -          -          -        -
    ineligible  -        -        -        -         -         -         -        -        -          -          -        -
    conclude    -        -        -        -         -         -         -        -        -          -          -        -
    `,
    regency,
    atHub,
  );
});

describe("the Ombudsman's office acts", () => {
  holds(
    `
             received assigned answered closed   referred
    refer      H        H        H        H        H
    advise     H        H        H        H        H
    register   -        -        -        -        referred
    ineligible -        -        -        -        assigned
    conclude   -        -        -        -        closed
    verify     -        -        -        -        .
    archive    -        -        -        -        .
    correct    -        -        -        -        .
    assign     -        -        -        -        .
    ask        -        -        -        -        .
    done       -        -        -        -        .
    close      -        -        -        -        .
    lapse      -        -        -        -        .
    forward    H        H        H        H        H
    recall     H        H        H        H        H
    `,
    office,
    atHub,
  );
});

describe("the reporter's words, written down by the hub that took it in", () => {
  holds(
    `
             received held     archived verified  forwarded returned  accepted assigned inProgress answered   closed   referred
    supply      received received .        verified  forwarded returned  accepted assigned inProgress .          .        .
    reply       received received .        verified  forwarded returned  accepted assigned inProgress answered   .        referred
    confirm     .        .        .        .         .         .         .        .        .          closed     closed   noAnswer
    object      .        .        .        .         .         .         .        .        .          assigned   closed   .
    rate        .        .        .        .         .         .         .        .        .          answered   closed   .
    withdraw    archived archived .        archived  archived  archived  archived archived archived   .          .        .
    tighten     received held     archived verified  forwarded returned  accepted assigned inProgress answered   closed   referred
    consent     received .        .        verified  forwarded returned  accepted assigned inProgress answered   .        referred
    `,
    hub,
    atHub,
  );
});

describe.each([
  ["the institution", city],
  ["any other party", regency],
])("the reporter's words, as %s would have them, which did not take it in", (_, actor) => {
  holds(
    `
             received held     archived verified  forwarded returned  accepted assigned inProgress answered   closed   referred
    supply      received held     .        verified  forwarded returned  accepted assigned inProgress .          .        .
    reply       received held     .        verified  forwarded returned  accepted assigned inProgress answered   .        referred
    confirm     .        .        .        .         .         .         .        .        .          O          O        O
    object      .        .        .        .         .         .         .        .        .          O          O        .
    rate        .        .        .        .         .         .         .        .        .          O          O        .
    withdraw    O        O        .        O         O         O         O        O        O          .          .        .
    tighten     received held     archived verified  forwarded returned  accepted assigned inProgress answered   closed   referred
    consent     O        .        .        O         O         O         O        O        O          O          .        O
    `,
    actor,
    atHub,
  );
});

test("the table knows every state and every mark is a refusal code", () => {
  expect(Object.keys(roads).length).toBe(states.length);
  for (const code of Object.values(marks)) expect(refusalCodes).toContain(code);
});

test("a decision is data: the case is untouched and the same question has the same answer", () => {
  const life = taken().given(...say.toAssigned);
  const before = structuredClone(life.current);
  const now = say.circumstances(city, say.atTick(99));
  const twice = [0, 1].map(() => decide(life.current, say.done, now));
  expect(twice[0]).toEqual(twice[1]);
  expect(life.current).toEqual(before);
});
