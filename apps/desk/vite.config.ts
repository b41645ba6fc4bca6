import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  base: "/desk/",
  // Whoever serves the page puts a fresh one in its place, with each answer.
  html: { cspNonce: "CSP_NONCE" },
  build: { target: "es2023", sourcemap: false, chunkSizeWarningLimit: 700 },
});
