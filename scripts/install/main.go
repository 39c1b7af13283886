// Command install puts the packages of a project into its node_modules, as its package-lock.json says, without Node.
//
//	go run ./scripts/install DIR...
//
// Nothing imports this program.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"github.com/deskjs/deskjs/bundler/npm"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	for _, dir := range os.Args[1:] {
		result, err := npm.Install(ctx, npm.Options{Dir: dir})
		if err != nil {
			fmt.Fprintf(os.Stderr, "install: %s: %v\n", dir, err)
			os.Exit(1)
		}
		fmt.Printf("%s: %d packages, %d of them fetched\n", dir, result.Packages, result.Fetched)
	}
}
