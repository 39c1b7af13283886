// Command runtime stands for deskjs-app where packages are tested: it opens its app as that does, and says what it is. With --stay it runs until
// its standard input ends.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/deskjs/deskjs/internal/payload"
)

func main() {
	path, err := os.Executable()
	if err != nil {
		panic(err)
	}
	app, err := payload.Locate(path)
	if err == nil {
		err = payload.CheckAll(app)
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(app.Manifest().Name, app.Manifest().Version)
	if len(os.Args) == 2 && os.Args[1] == "--stay" {
		_, _ = io.Copy(io.Discard, os.Stdin)
	}
}
