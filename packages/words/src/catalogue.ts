import { texts } from "./text.ts";
import { clockDuties, clocks, deadline } from "./texts/clocks.ts";
import { desk, signIn } from "./texts/desk.ts";
import { history } from "./texts/history.ts";
import { mails } from "./texts/mails.ts";
import { own } from "./texts/own.ts";
import { pages, publicSteps } from "./texts/pages.ts";
import { problemsOfFiles } from "./texts/problems-of-files.ts";
import { identityRefusals, problemsOfIdentity, unsealPurposes } from "./texts/identity.ts";
import { problemsOfPeers } from "./texts/problems-of-peers.ts";
import { problemsOfRequests } from "./texts/problems-of-requests.ts";
import { problemsOfRosters } from "./texts/problems-of-rosters.ts";
import { problemsOfRules } from "./texts/problems-of-rules.ts";
import { problemsOfSignIn } from "./texts/problems-of-sign-in.ts";
import { states } from "./texts/states.ts";
import { tracking } from "./texts/tracking.ts";
import * as vocabulary from "./texts/vocabulary.ts";

/** Every text there is. A key is the path to it: `state.received`, `problem.wrongState.title`. */
export const catalogue = texts({
  state: states,
  class: vocabulary.classes,
  maladministration: vocabulary.maladministration,
  urgency: vocabulary.urgencies,
  roadStatus: vocabulary.roadStatuses,
  archiveReason: vocabulary.archiveReasons,
  blockReason: vocabulary.blockReasons,
  role: vocabulary.roles,
  channel: vocabulary.channelKinds,
  accusedOffice: vocabulary.accusedOffices,
  answer: vocabulary.answerKinds,
  closing: vocabulary.closings,
  flag: vocabulary.flags,
  page: pages,
  own,
  publicStep: publicSteps,
  tracking,
  history,
  clock: clocks,
  clockDuty: clockDuties,
  deadline,
  mail: mails,
  desk,
  signIn,
  identityRefusal: identityRefusals,
  unsealPurpose: unsealPurposes,
  problem: {
    ...problemsOfFiles,
    ...problemsOfIdentity,
    ...problemsOfPeers,
    ...problemsOfRequests,
    ...problemsOfRosters,
    ...problemsOfRules,
    ...problemsOfSignIn,
  },
});
