package fetch

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend/clone"
)

func TestExtractMIME(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"text/plain", "text/plain"},
		{"TEXT/Html;Charset=UTF-8", "text/html;charset=UTF-8"},
		{`text/plain; a="b \"c"; a=d; =e; f`, `text/plain;a="b \"c"`},
		{"text/html;charset=gbk, text/html", "text/html;charset=gbk"},
		{"text/html;charset=gbk, text/plain", "text/plain"},
		{`text/html;x=",text/plain";charset=a`, `text/html;x=",text/plain";charset=a`},
		{"text/html, */*", "text/html"},
		{"", ""}, {"text", ""}, {"te xt/plain", ""}, {"text/", ""}, {"/plain", ""},
	} {
		got := ""
		if m := extractMIME(test.in); m != nil {
			got = m.String()
		}
		if got != test.want {
			t.Errorf("extractMIME(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestDataURL(t *testing.T) {
	for _, test := range []struct {
		in, mime, body string
		ok             bool
	}{
		{"data:,hello%20%zz", "text/plain;charset=US-ASCII", "hello %zz", true},
		{"data:text/x;base64,aG k=", "text/x", "hi", true},
		{"data:text/x; BASE64 ,aGk", "text/x", "hi", true},
		{"data:text/x;base64,aGk%3D", "text/x", "hi", true},
		{"data:;charset=a,", "text/plain;charset=a", "", true},
		{"data:base64,aGk=", "text/plain;charset=US-ASCII", "aGk=", true},
		{"data:text/x;base64,a", "", "", false},
		{"data:text/x", "", "", false},
	} {
		mime, body, ok := dataURL(test.in)
		if ok != test.ok || ok && (mime != test.mime || string(body) != test.body) {
			t.Errorf("dataURL(%q) = %q, %q, %v", test.in, mime, body, ok)
		}
	}
}

func TestIntegrity(t *testing.T) {
	const right = "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="
	for metadata, want := range map[string]bool{
		right: true, "sha256-LPJNul-wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ": true, "": true, "md5-abc": true, right + "?option": true,
		"sha256-AAAA": false, "sha256-AAAA " + right: true, "sha512-AAAA " + right: false, "SHA256-AAAA": false,
	} {
		if got := integrityMatches([]byte("hello"), metadata); got != want {
			t.Errorf("integrityMatches(hello, %q) = %v", metadata, got)
		}
	}
}

const form = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\ncontent-disposition:form-data; name=\"f%22\"; filename=\"x.txt\"\r\n" +
	"Content-Type: text/x\r\n\r\n\r\nbody\r\n--b--\r\n"

func TestParseMultipart(t *testing.T) {
	parts, ok := parseMultipart([]byte(form), []byte("b"))
	if !ok || len(parts) != 2 {
		t.Fatal(parts, ok)
	}
	if p := parts[0]; p.name != "a" || string(p.body) != "1" || p.file {
		t.Errorf("the first part is %+v", p)
	}
	if p := parts[1]; p.name != `f"` || !p.file || p.fileName != "x.txt" || p.typeOf != "text/x" || string(p.body) != "\r\nbody" {
		t.Errorf("the second part is %+v", p)
	}
	for _, bad := range []string{
		"", "--b", "--c--", "--b--x", "--b\r\n\r\n1\r\n--b--", // no headers
		strings.Replace(form, "\r\n--b--", "", 1),                               // no end
		strings.Replace(form, "form-data", "attachment", 1),                     // another disposition
		strings.Replace(form, `name="a"`, `name="a`, 1),                         // no quote
		strings.Replace(form, `name="a"`, `name="a"; x=y`, 1),                   // more parameters
		strings.Replace(form, "Content-Type", "Content Type", 1),                // no token
		strings.Replace(form, "text/x", strings.Repeat("x", maxPartHeaders), 1), // too long
	} {
		if _, ok := parseMultipart([]byte(bad), []byte("b")); ok {
			t.Errorf("a bad form is taken: %.80q", bad)
		}
	}
	if parts, ok := parseMultipart([]byte("--b--"), []byte("b")); !ok || len(parts) != 0 {
		t.Errorf("an empty form is %v, %v", parts, ok)
	}
}

func FuzzParseMultipart(f *testing.F) {
	f.Add([]byte(form), []byte("b"))
	f.Add([]byte("--b--"), []byte("b"))
	f.Add([]byte("--\r\n\r\n--"), []byte(""))
	f.Fuzz(func(t *testing.T, input, boundary []byte) {
		parts, _ := parseMultipart(input, boundary)
		size := 0
		for _, p := range parts {
			size += len(p.body)
		}
		if size > len(input) {
			t.Errorf("%d bytes came out of %d", size, len(input))
		}
	})
}

func FuzzMIME(f *testing.F) {
	f.Add(`text/html;charset="a\"b", text/plain;x=y`)
	f.Fuzz(func(t *testing.T, value string) {
		m := extractMIME(value)
		if m == nil {
			return
		}
		if again := parseMIME(m.String()); again == nil || again.String() != m.String() {
			t.Errorf("%q is written as %q", value, m.String())
		}
	})
}

func TestRequestURL(t *testing.T) {
	for _, test := range []struct{ in, host, target string }{
		{"http://a/", "a", "/"},
		{"http://a:8080/p%20q/%C3%A9?x=1&y#f", "a:8080", "/p%20q/%C3%A9?x=1&y"},
		{"http://a/%zz|^?", "a", "/%zz|^?"},
		{"http://u:p@a/x", "a", "/x"},
		{"http://[::1]:1/x?", "[::1]:1", "/x?"},
		{"http://a//b//c", "a", "//b//c"},
		{"http://a/a;b=c/@:", "a", "/a;b=c/@:"},
	} {
		u := requestURL(test.in)
		if u.Host != test.host || u.RequestURI() != test.target {
			t.Errorf("%s asks %s for %s", test.in, u.Host, u.RequestURI())
		}
	}
}

func TestDecodeBodyKeepsWhatItDoesNotKnow(t *testing.T) {
	body := io.NopCloser(strings.NewReader("as it is"))
	decoded, err := decodeBody(body, "gzip, unknown")
	if err != nil || decoded != body {
		t.Error(decoded, err)
	}
	if _, err := decodeBody(body, "gzip,gzip,gzip,gzip,gzip,gzip"); err == nil {
		t.Error("six codings are undone")
	}
}

func TestPieces(t *testing.T) {
	all := []clone.BlobPiece{{Bytes: []byte("ab"), Length: 2}, {}, {Bytes: []byte("c"), Length: 1}}
	got, err := io.ReadAll(&pieces{rest: all})
	if err != nil || !bytes.Equal(got, []byte("abc")) || sizeOf(all) != 3 {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := io.ReadAll(&pieces{rest: []clone.BlobPiece{{Path: "testdata/none", Length: 1}}}); err == nil {
		t.Error("a file that is not there is read")
	}
}

func TestHeaderList(t *testing.T) {
	list := &headerList{}
	for _, pair := range [][2]string{{"B", "1"}, {"Set-Cookie", "x"}, {"b", "2"}, {"Cookie", "c"}, {"cookie", "d"}, {"set-cookie", "y"}, {"A", "3"}} {
		list.append(pair[0], pair[1])
	}
	var shown []string
	for _, h := range list.sorted() {
		shown = append(shown, h.lower+"="+h.value)
	}
	if got, want := strings.Join(shown, " "), "a=3 b=1, 2 cookie=c; d set-cookie=x set-cookie=y"; got != want {
		t.Errorf("sorted: %s", got)
	}
	if value, _ := list.get("set-cookie"); value != "x, y" {
		t.Errorf("get: %q", value)
	}
	list.set("Set-Cookie", "z")
	list.remove("b")
	if value, _ := list.get("set-cookie"); value != "z" || len(list.entries) != 3 {
		t.Errorf("set: %q, %d entries", value, len(list.entries))
	}
}
