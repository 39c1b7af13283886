package main

import (
	"slices"
	"strings"
)

// project is one to compare: what its package.json asks for.
type project struct {
	name, title       string
	dependencies, dev string // NAME@RANGE
	rest              string // what else package.json has
}

// projects are those of the probe that came before all this, and some that are harder.
var projects = []project{
	{"react", "React, Vite, ESLint, Vitest", "react@^19 react-dom@^19", "vite@latest @vitejs/plugin-react@latest eslint@^9 @eslint/js@^9 eslint-plugin-react-hooks@latest eslint-plugin-react-refresh@latest globals@latest typescript@^5.9 typescript-eslint@^8 vitest@latest @types/react@^19 @types/react-dom@^19 jsdom@latest @testing-library/react@latest", ""},
	{"vue", "Vue, Vite, Vitest, Sass", "vue@^3.5 vue-router@^4.5 pinia@^3", "vite@latest @vitejs/plugin-vue@latest vue-tsc@latest typescript@^5.9 @vue/test-utils@latest vitest@latest sass@latest", ""},
	{"svelte", "Svelte, Vite, Tailwind", "", "svelte@^5 vite@latest @sveltejs/vite-plugin-svelte@latest svelte-check@latest typescript@^5.9 tailwindcss@^4 @tailwindcss/vite@^4", ""},
	{"jest", "Jest, Webpack, Babel", "", "jest@^30 webpack@^5.100 webpack-cli@^6 webpack-dev-server@^5.2 @babel/core@^7.28 @babel/preset-env@^7.28 @babel/preset-react@^7.27 babel-loader@^10 babel-jest@^30 css-loader@^7 style-loader@^4 html-webpack-plugin@^5.6", ""},
	{"angular", "Angular CLI, Karma", "@angular/common@^20 @angular/compiler@^20 @angular/core@^20 @angular/forms@^20 @angular/platform-browser@^20 @angular/router@^20 rxjs@~7.8.0 tslib@^2.3 zone.js@~0.15.0", "@angular/build@^20 @angular/cli@^20 @angular/compiler-cli@^20 @types/jasmine@~5.1.0 jasmine-core@~5.8.0 karma@~6.4.0 karma-chrome-launcher@~3.2.0 karma-coverage@~2.2.0 karma-jasmine@~5.1.0 karma-jasmine-html-reporter@~2.1.0 typescript@~5.8.2", ""},
	{"next", "Next, ESLint, Tailwind", "next@^15 react@^19 react-dom@^19", "eslint@^9 eslint-config-next@^15 @eslint/eslintrc@^3 typescript@^5 @types/node@^20 @types/react@^19 @types/react-dom@^19 tailwindcss@^4 @tailwindcss/postcss@^4", ""},
	{"nuxt", "Nuxt", "nuxt@^4 vue@^3.5 vue-router@^4.5", "", ""},
	{"astro", "Astro, React, MDX", "astro@^5 @astrojs/react@^4 @astrojs/mdx@^4 react@^19 react-dom@^19", "", ""},
	{"express", "Express, Prisma, SQLite", "express@^5 @prisma/client@^6 zod@^4 jsonwebtoken@^9 bcrypt@^6 sqlite3@^5.1 winston@^3", "prisma@^6 tsx@^4 typescript@^5.9 @types/express@^5 @types/node@^22 nodemon@^3", ""},
	{"electron", "Electron, electron-vite, electron-builder", "electron-updater@^6 electron-store@^10", "electron@^39 electron-vite@latest electron-builder@^26 vite@^7 typescript@^5.9 @electron-toolkit/tsconfig@latest", ""},
	{"sveltekit", "SvelteKit, Playwright, Storybook", "", "@sveltejs/kit@^2 @sveltejs/adapter-static@^3 @sveltejs/vite-plugin-svelte@^6 svelte@^5 vite@^7 @playwright/test@latest storybook@^9 @storybook/sveltekit@^9 prettier@^3 prettier-plugin-svelte@^3", ""},
	{"old", "Packages of ten years ago; npm, which brings its own along", "request@^2.88 gulp@^4 bower@^1.8 npm@^10", "mocha@^10 karma@^6 browserify@^17 standard@^17", ""},
	{"overrides", "Overrides and other names", "vite@^7 react@^18 ms-alias@npm:ms@^2 debug@^4 express@^4", "", `"overrides": {"ms": "2.1.2", "express": {"qs": "6.11.0", "body-parser": {"bytes": "3.1.1"}}, "react": "$react", "rollup": "npm:@rollup/wasm-node@^4.0.0"}`},
}

// manifest is the project's package.json.
func (p project) manifest() string {
	var b strings.Builder
	b.WriteString("{\n  \"name\": \"" + p.name + "\",\n  \"version\": \"1.0.0\",\n  \"private\": true")
	for _, group := range []struct{ name, list string }{{"dependencies", p.dependencies}, {"devDependencies", p.dev}} {
		if group.list == "" {
			continue
		}
		var lines []string
		for item := range strings.FieldsSeq(group.list) {
			name, wanted, _ := strings.Cut(item[1:], "@")
			lines = append(lines, "    \""+item[:1]+name+"\": \""+wanted+"\"")
		}
		slices.Sort(lines)
		b.WriteString(",\n  \"" + group.name + "\": {\n" + strings.Join(lines, ",\n") + "\n  }")
	}
	if p.rest != "" {
		b.WriteString(",\n  " + p.rest)
	}
	b.WriteString("\n}\n")
	return b.String()
}
