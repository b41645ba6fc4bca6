export { composeDossier } from "./dossier/compose.ts";
