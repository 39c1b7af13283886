package tree

// wellKnown are names that are often written wrong; registries give no list of theirs.
var wellKnown = []string{
	"@angular/core", "@sveltejs/kit", "@types/node", "@types/react", "@vitejs/plugin-react", "@vitejs/plugin-vue", "angular", "astro", "autoprefixer", "axios",
	"better-sqlite3", "chalk", "commander", "cross-env", "date-fns", "dayjs", "dotenv", "electron", "esbuild", "eslint", "express", "fastify", "jest", "jquery", "lit",
	"lodash", "lucide-react", "mocha", "moment", "mongoose", "next", "nodemon", "nuxt", "pinia", "playwright", "postcss", "preact", "prettier", "prisma", "puppeteer", "react",
	"react-dom", "react-router", "react-router-dom", "redux", "rollup", "rxjs", "sass", "socket.io", "solid-js", "styled-components", "svelte", "tailwindcss", "three", "tslib",
	"typescript", "uuid", "vite", "vitest", "vue", "vue-router", "webpack", "ws", "zod", "zustand",
}
