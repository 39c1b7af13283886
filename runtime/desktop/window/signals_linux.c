//go:build linux && cgo

// JavaScriptCore puts its own handlers for faults in this process when it first runs, without SA_ONSTACK. Go needs that
// flag: without it the next nil dereference, even a recovered one, kills the process.

#include <signal.h>

#include "webkit_linux.h"

static void restore(int number) {
	struct sigaction action;
	if (sigaction(number, NULL, &action) || action.sa_handler == SIG_DFL || action.sa_handler == SIG_IGN) {
		return;
	}
	if (!(action.sa_flags & SA_ONSTACK)) {
		action.sa_flags |= SA_ONSTACK;
		sigaction(number, &action, NULL);
	}
}

void deskjs_yield_collector_signal(void) {
	// The collector stops threads with SIGUSR1. It complains on standard error when it finds Go's handler there.
	signal(SIGUSR1, SIG_DFL);
}

void deskjs_restore_signal_stack(void) {
	// Run a script now, so that the handlers go in now and not behind our back at the first message of a page.
	JSCContext *context = jsc_context_new();
	g_object_unref(jsc_context_evaluate(context, "0", -1));
	g_object_unref(context);
	// SIGUSR1 is left alone: the collector looks at the stack its handler runs on.
	static const int faults[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
	for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
		restore(faults[i]);
	}
}
