// Command footprint is the peer on Wails 2 whose memory and start bench compares: it shows a page and does nothing else.
package main

import (
	"embed"
	"fmt"
	"os"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
)

//go:embed index.html main.js style.css
var assets embed.FS

func main() {
	err := wails.Run(&options.App{
		Title: "Footprint", Width: 900, Height: 650,
		AssetServer: &assetserver.Options{Assets: assets},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
