export { acceptedLanguage } from "./accepted-language.ts";
export { deadlineWords } from "./deadline-words.ts";
export { isKey, type Key, keys, type Say, say, sayIn } from "./say.ts";
export { type Lang, langs, type Text } from "./text.ts";
