import { expect, test } from "vitest";
import { faultOf } from "../../../src/http/auth/password-rules.ts";

const email = "ani.suryani@balikpapan.go.id";

test.each([
  ["Pendek1!", "short"],
  ["x".repeat(257), "long"],
  ["password1234", "common"],
  ["P@ssw0rd2026!", "common"],
  ["katasandi123", "common"],
  ["rahasiarahasia", "common"],
  ["qwertyuiop12", "common"],
  ["indonesia1945", "common"],
  ["123456789012", "common"],
  ["abcdefghijklmnop", "common"],
  ["aaaabbbbaaaabbbb", "common"],
  [`${email}!`, "address"],
  ["Ani.Suryani2026", "address"],
  ["balikpapan123", "address"],
])("%s is refused: %s", (password, fault) => {
  expect(faultOf(password, email)).toBe(fault);
});

test.each([
  "kucing berjemur di pagar",
  "tiga-sendok-garam-biru",
  "vT9#qLm2$xWz",
  "パスワードではない言葉です",
  "suryani naik perahu ke hulu",
])("%s is taken", (password) => {
  expect(faultOf(password, email)).toBeUndefined();
});
