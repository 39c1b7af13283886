package main

// The exit codes of deskjs itself.
const (
	codeFailure     = 1   // something is wrong: with the app, the machine, the network
	codeUsage       = 2   // the command line makes no sense
	codeInterrupted = 130 // Ctrl+C, as shells count
)

// exitCodesTopic is what `deskjs help` calls exitCodesText.
const exitCodesTopic = "exit-codes"

const exitCodesText = `What the exit code of deskjs means:

  0    it worked; deskjs check found nothing wrong, all tests passed
  1    it failed, and the message says why: a mistake in the app, something
       that is missing, a test that failed, a network that is down
  2    the command line makes no sense: a command, flag or value there isn't
  9    deskjs run, or deskjs as node: a flag of Node's that there isn't
  130  it was stopped with Ctrl+C; nothing is left half-written

deskjs run, start and dev end with the exit code of the script or app itself.
With --json an error has its code in "exitCode", too.
`
