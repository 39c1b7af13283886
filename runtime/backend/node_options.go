package backend

import (
	"slices"
	"strings"
)

// optionKind says what becomes of one of node's options.
type optionKind uint8

const (
	// switchOption takes no value; --no-NAME takes it back.
	switchOption optionKind = iota + 1
	// valueOption takes one: --NAME=VALUE or --NAME VALUE.
	valueOption
	// joinedOption may have one, as --NAME=VALUE only.
	joinedOption
	// refusedOption promises something that is not kept here. Without an error a program would run with less than it asked for.
	refusedOption
)

// optionsOf splits a list of names.
func optionsOf(kind optionKind, names string, into map[string]optionKind) {
	for _, name := range strings.Fields(names) {
		into["--"+name] = kind
	}
}

// nodeOptions are node's options by their whole names. Those that nothing here asks for are about V8, about what is on anyway,
// or about what a later request of the program fails with a message of its own.
var nodeOptions = func() map[string]optionKind {
	options := map[string]optionKind{}
	optionsOf(switchOption, `
		abort-on-uncaught-exception addons allow-addons allow-child-process allow-net allow-wasi allow-worker async-context-frame check deprecation enable-network-family-autoselection enable-source-maps
		entry-url etw-stack-walking experimental-abortcontroller experimental-detect-module experimental-eventsource
		experimental-fetch experimental-global-customevent experimental-global-navigator experimental-global-webcrypto
		experimental-import-meta-resolve experimental-json-modules experimental-modules experimental-permission experimental-print-required-tla
		experimental-repl-await experimental-report experimental-require-module experimental-shadow-realm experimental-sqlite
		experimental-strip-types experimental-test-coverage experimental-test-isolation experimental-test-module-mocks
		experimental-test-snapshots experimental-top-level-await experimental-transform-types experimental-vm-modules
		experimental-wasi-unstable-preview1 experimental-wasm-modules experimental-websocket experimental-webstorage
		experimental-worker expose-gc expose-internals extra-info-on-fatal-exception force-async-hooks-checks
		force-context-aware force-node-api-uncaught-exceptions-policy global-search-paths help huge-max-old-generation-size
		insecure-http-parser interactive interpreted-frames-native-stack jitless lite-mode napi-modules
		network-family-autoselection node-memory-debug node-snapshot opt openssl-legacy-provider openssl-shared-config
		pending-deprecation permission perf-basic-prof perf-basic-prof-only-functions perf-prof perf-prof-unwinding-info preserve-symlinks
		preserve-symlinks-main print report-compact report-exclude-network report-on-fatalerror report-on-signal
		report-uncaught-exception test test-only throw-deprecation turbo-fast-api-calls tls-max-v1.2 tls-max-v1.3 tls-min-v1.0 tls-min-v1.1
		tls-min-v1.2 tls-min-v1.3 trace-atomics-wait trace-deprecation trace-env trace-env-js-stack trace-env-native-stack
		trace-events-enabled trace-exit trace-promises trace-sigint trace-sync-io trace-tls trace-uncaught trace-warnings
		track-heap-objects use-bundled-ca use-openssl-ca use-system-ca verify-base-objects version warnings zero-fill-buffers
		disable-wasm-trap-handler debug-arraybuffer-allocations inspector
		allow-natives-syntax harmony max-lazy predictable-gc-schedule gc-global trace-gc`, options)
	optionsOf(valueOption, `
		allow-fs-read allow-fs-write conditions debug-port diagnostic-dir disable-warning dns-result-order env-file env-file-if-exists es-module-specifier-resolution
		eval experimental-default-type experimental-specifier-resolution heapsnapshot-near-heap-limit
		heapsnapshot-signal http-parser icu-data-dir import input-type inspect-port inspect-publish-uid
		localstorage-file max-http-header-size max-old-space-size max-semi-space-size max-heap-size min-semi-space-size
		network-family-autoselection-attempt-timeout openssl-config redirect-warnings report-dir report-directory
		report-filename report-signal require secure-heap secure-heap-min stack-size stack-trace-limit test-concurrency
		test-coverage-branches test-coverage-exclude test-coverage-functions test-coverage-include test-coverage-lines
		test-global-setup test-isolation test-name-pattern test-reporter test-reporter-destination test-shard test-skip-pattern
		test-timeout title tls-cipher-list tls-keylog trace-event-categories trace-event-file-pattern
		trace-require-module unhandled-rejections use-largepages v8-pool-size gc-interval random-seed`, options)
	optionsOf(refusedOption, `
		build-snapshot build-snapshot-config
		cpu-prof cpu-prof-dir cpu-prof-interval cpu-prof-name disable-proto disallow-code-generation-from-strings
		enable-fips experimental-loader experimental-network-imports experimental-network-inspection
		experimental-policy experimental-sea-config force-fips frozen-intrinsics heap-prof heap-prof-dir
		heap-prof-interval heap-prof-name inspect inspect-brk inspect-wait loader policy-integrity
		prof prof-process run snapshot-blob v8-options watch watch-path watch-preserve-output`, options)
	options["--inspect-port"] = valueOption
	options["--use-largepages"] = joinedOption
	return options
}()

// optionAliases are the short forms.
var optionAliases = map[string][]string{
	"-e": {"--eval"}, "-p": {"--print"}, "-pe": {"--print", "--eval"}, "-c": {"--check"}, "-C": {"--conditions"},
	"-r": {"--require"}, "-i": {"--interactive"}, "-v": {"--version"}, "-h": {"--help"},
}

// notInEnvironment are the options that NODE_OPTIONS may not have.
var notInEnvironment = map[string]bool{
	"--eval": true, "--print": true, "--check": true, "--interactive": true, "--version": true, "--help": true, "--test": true,
	"--env-file": true, "--env-file-if-exists": true, "--expose-internals": true,
	"--v8-options": true, "--prof-process": true, "--run": true, "--build-snapshot": true, "--cpu-prof": true,
	"--stack-size": true, "--harmony": true, "--allow-natives-syntax": true, "--opt": true, "--lite-mode": true,
	"--max-heap-size": true, "--min-semi-space-size": true, "--gc-interval": true, "--random-seed": true,
}

// allowedFlags lists what NODE_OPTIONS may have.
func allowedFlags() []string {
	flags := []string{"-C", "-r"}
	for name, kind := range nodeOptions {
		if notInEnvironment[name] || kind == refusedOption {
			continue
		}
		flags = append(flags, name)
		if kind == switchOption {
			flags = append(flags, "--no-"+name[2:])
		}
	}
	slices.Sort(flags)
	return flags
}

// findOption returns the kind of the option called name, 0 if node has none. V8 takes underscores for dashes and so does
// this; on is false for --no-NAME.
func findOption(name string) (whole string, kind optionKind, on bool) {
	whole = strings.ReplaceAll(name, "_", "-")
	if kind, known := nodeOptions[whole]; known {
		return whole, kind, true
	}
	if rest, negated := strings.CutPrefix(whole, "--no-"); negated && (nodeOptions["--"+rest] == switchOption || nodeOptions["--"+rest] == valueOption) {
		return "--" + rest, nodeOptions["--"+rest], false
	}
	if strings.HasPrefix(whole, "--harmony-") || strings.HasPrefix(whole, "--no-harmony-") {
		return whole, switchOption, true
	}
	return whole, 0, false
}
