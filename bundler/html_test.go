package bundler

import (
	"fmt"
	"strings"
	"testing"
)

func TestScanHTML(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"text", "no markup < at all", ""},
		{"attributes", `<IMG SRC = "a b" alt='x' hidden data-x=1/><br/>`, `img[src=a b][alt=x][hidden=][data-x=1/] br`},
		{"entities", `<a href="?a=1&amp;b=2">`, `a[href=?a=1&b=2]`},
		{"comments and doctype", `<!doctype html><!-- <script> --><?x?></p><p>`, `p`},
		{"raw text", `<script>if (a<b) "</scripty>" <p></script ><title><b></title><p>`, `script{if (a<b) "</scripty>" <p>} title{<b>} p`},
		{"unclosed", `<script type=module`, `script[type=module]{}`},
		{"unclosed text", `<style>p {`, `style{p {}`},
		{"unclosed value", `<p class="x`, `p[class=]`},
		{"stray equals sign", `<p =x>`, `p[=x=]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var parts []string
			for _, e := range scanHTML([]byte(test.source)) {
				text := e.name
				for _, a := range e.attributes {
					text += fmt.Sprintf("[%s=%s]", a.name, a.value)
				}
				if e.close > 0 {
					text += "{" + test.source[e.textStart:e.textEnd] + "}"
				}
				parts = append(parts, text)
			}
			if got := strings.Join(parts, " "); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func FuzzPage(f *testing.F) {
	f.Add(`<!doctype html><script type=module>x</script><style media="a">p{}</style><img src=/a srcset="a 1x, b 2x"><link rel=stylesheet href=x.css>`)
	f.Add(`<script src=x`)
	f.Add("<script type=module>x</script \x00 <p =a b='c")
	f.Fuzz(func(t *testing.T, source string) {
		p := newSite("/nonexistent", "frontend").parse("frontend/index.html", []byte(source))
		p.render([]string{"/main.css"})
		for _, m := range p.messages {
			m.Render(false)
		}
	})
}

func FuzzDecodeMap(f *testing.F) {
	f.Add([]byte(`{"version":3,"sources":["a"],"mappings":"AAAA;AACA,CAAC;;EAAE"}`))
	f.Add([]byte(`{"sources":[],"mappings":"gggggggggg,!,A"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		if decoded, err := decodeMap(data); err == nil {
			decoded.find(0, 0)
		}
	})
}
