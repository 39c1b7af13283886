package window

import "testing"

func TestPrintingBeyond(t *testing.T) {
	usual := Printing{Top: -1, Bottom: -1, Left: -1, Right: -1}
	if what := usual.beyond(Printing{}); what != "" {
		t.Errorf("the usual way is beyond a system by %s", what)
	}
	chosen := usual
	chosen.Silent, chosen.Landscape, chosen.Copies, chosen.Pages, chosen.Top = true, true, 2, [][2]int{{0, 1}}, 0
	if what := chosen.beyond(Printing{Landscape: true}); what != "silent, margins, copies, pageRanges" {
		t.Errorf("beyond a system is %s", what)
	}
}
