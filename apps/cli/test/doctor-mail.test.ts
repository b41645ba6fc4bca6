import { startSandbox } from "@simpul/testkit";
import { expect, test } from "vitest";
import { examineMail } from "../src/doctor/mail.ts";

const publicUrl = "https://lapor.example";
const mail = (smtpUrl: string) => ({ mail: { smtpUrl, from: "simpul@hub.example", publicUrl } });

test("doctor says that mails wait where no server is named", async () => {
  expect(await examineMail({ mail: undefined })).toMatchObject({ name: "mail", verdict: "due" });
});

test("doctor knocks at the mail server, and shows no password", async () => {
  const sandbox = await startSandbox();
  expect(await examineMail(mail(sandbox.smtpUrl))).toMatchObject({ verdict: "ok" });
  await sandbox.close();
  const finding = await examineMail(mail(sandbox.smtpUrl.replace("//", "//simpul:hunter2@")));
  expect(finding).toMatchObject({ verdict: "wrong", detail: expect.stringContaining("127.0.0.1") });
  expect(JSON.stringify(finding)).not.toContain("hunter2");
});
