package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// checkedModules is how many modules the checked app has.
const checkedModules = 1000

// check measures `deskjs check` of an app with a thousand React components, beside TypeScript 6's tsc on Node, which checks the types alone.
func (b *bench) check() error {
	dir := filepath.Join(b.scratch, "check")
	if err := writeProject(dir, checkedApp()); err != nil {
		return err
	}
	if err := runIn(dir, nil, "npm", "install", "--ignore-scripts"); err != nil {
		return err
	}
	// TypeScript 6 lies elsewhere, so that the app has none of its own, as a new one.
	peer := filepath.Join(b.scratch, "check-peer")
	if err := writeProject(peer, map[string]string{"package.json": "{}\n"}); err != nil {
		return err
	}
	if err := runIn(peer, nil, "npm", "install", "typescript@6"); err != nil {
		return err
	}
	var ours, theirs []float64
	for range installRounds {
		command := exec.Command(b.deskjs, "check", dir)
		took, err := lifeOf(command)
		if err != nil {
			return err
		}
		ours = append(ours, took)
		took, err = life("node", filepath.Join(peer, "node_modules", "typescript", "lib", "tsc.js"), "-p", dir, "--noEmit")
		if err != nil {
			return err
		}
		theirs = append(theirs, took)
	}
	row(fmt.Sprintf("check: %d modules (peer: tsc 6 on node)", checkedModules), "ms", median(ours), median(theirs))
	return os.RemoveAll(dir)
}

// checkedApp is an app whose components each have properties of their own and show four others.
func checkedApp() map[string]string {
	files := map[string]string{
		"package.json":        `{ "name": "checked", "private": true, "dependencies": { "react": "^19.0.0", "react-dom": "^19.0.0" }, "devDependencies": { "@types/react": "^19.0.0", "@types/react-dom": "^19.0.0" } }`,
		"deskjs.json":         `{ "name": "Checked", "id": "com.example.checked", "version": "1.0.0", "permissions": {} }`,
		"backend/main.ts":     "import './api'\n",
		"backend/api.ts":      "export async function add(a: number, b: number): Promise<number> { return a + b }\n",
		"frontend/index.html": "<!doctype html><div id=root></div><script type=module src=main.tsx></script>\n",
		"frontend/main.tsx":   "import { createRoot } from 'react-dom/client'\nimport { C0 } from './c/C0'\ncreateRoot(document.getElementById('root')!).render(<C0 label=\"root\" items={[]} />)\n",
		"tsconfig.json": `{ "compilerOptions": { "target": "ES2023", "module": "ESNext", "moduleResolution": "Bundler", "lib": ["ES2023", "DOM", "DOM.Iterable"], "strict": true,
  "noUncheckedIndexedAccess": true, "jsx": "react-jsx", "noEmit": true, "skipLibCheck": true, "types": [] }, "include": ["backend", "frontend", ".deskjs/types"] }`,
	}
	for i := range checkedModules {
		var text strings.Builder
		text.WriteString("import { useMemo, useState } from 'react'\n")
		var children []int
		for child := 4*i + 1; child <= 4*i+4 && child < checkedModules; child++ {
			children = append(children, child)
			fmt.Fprintf(&text, "import { C%d, type P%d } from './C%d'\n", child, child, child)
		}
		fmt.Fprintf(&text, "export interface P%d { label: string; items: readonly { id: number; name: string }[]; onPick?(id: number): void", i)
		for _, child := range children {
			fmt.Fprintf(&text, "; p%d?: Partial<P%d>", child, child)
		}
		fmt.Fprintf(&text, " }\nexport function C%d({ label, items, onPick }: P%d) {\n  const [count, setCount] = useState(0)\n", i, i)
		text.WriteString("  const sorted = useMemo(() => items.toSorted((a, b) => a.name.localeCompare(b.name)), [items])\n")
		text.WriteString("  const byName = new Map(sorted.map((item) => [item.name, item] as const))\n")
		text.WriteString("  return (\n    <section>\n      <button onClick={() => { setCount(count + 1); onPick?.(byName.get(label)?.id ?? count) }}>{label} {count}</button>\n")
		for _, child := range children {
			fmt.Fprintf(&text, "      <C%d label={`${label}.%d`} items={sorted} />\n", child, child)
		}
		text.WriteString("    </section>\n  )\n}\n")
		files[fmt.Sprintf("frontend/c/C%d.tsx", i)] = text.String()
	}
	return files
}
