import { texts } from "./text.ts";
import { clockDuties, clocks, deadline } from "./texts/clocks.ts";
import { desk, screens, signIn } from "./texts/desk.ts";
import { deskLists } from "./texts/desk-lists.ts";
import { deskReport } from "./texts/desk-report.ts";
import { deskVerification } from "./texts/desk-verification.ts";
import { deskRouting } from "./texts/desk-routing.ts";
import { deskAnswers } from "./texts/desk-answers.ts";
import { deskHub } from "./texts/desk-hub.ts";
import { deskSettings } from "./texts/desk-settings.ts";
import { deskPeople } from "./texts/desk-people.ts";
import { deskLive } from "./texts/desk-live.ts";
import { deskActs } from "./texts/desk-acts.ts";
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
  screen: screens,
  signIn,
  list: deskLists,
  reportPage: deskReport,
  verifying: deskVerification,
  routingDesk: deskRouting,
  answering: deskAnswers,
  hubDesk: deskHub,
  settingsDesk: deskSettings,
  peopleDesk: deskPeople,
  live: deskLive,
  act: deskActs,
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
