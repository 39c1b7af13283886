package floors

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	markdownLink    = regexp.MustCompile(`!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)`)
	markdownBlock   = regexp.MustCompile("(?s)```.*?```")
	markdownCode    = regexp.MustCompile("`[^`\n]*`")
	markdownHeading = regexp.MustCompile(`(?m)^#{1,6}\s+(.+?)\s*#*$`)
	notInAnchor     = regexp.MustCompile(`[^\p{L}\p{N}\- _]`)
)

func TestEveryLinkInTheDocsLeadsSomewhere(t *testing.T) {
	files, err := Files(root, ".md")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text := readMarkdown(t, filepath.Join(root, file))
		for _, match := range markdownLink.FindAllStringSubmatch(markdownCode.ReplaceAllString(text, ""), -1) {
			link := match[1]
			if strings.Contains(link, "://") || strings.HasPrefix(link, "mailto:") {
				continue
			}
			target, anchor, _ := strings.Cut(link, "#")
			name := filepath.Join(root, file)
			if target != "" {
				name = filepath.Join(filepath.Dir(name), filepath.FromSlash(target))
			}
			if _, err := os.Stat(name); err != nil {
				t.Errorf("%s links to %s, which is not there", file, link)
			} else if anchor != "" && strings.HasSuffix(name, ".md") && !hasAnchor(readMarkdown(t, name), anchor) {
				t.Errorf("%s links to %s, but no heading there is called that", file, link)
			}
		}
	}
}

// readMarkdown returns the file's text without its blocks of code.
func readMarkdown(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return markdownBlock.ReplaceAllString(string(text), "")
}

// hasAnchor reports whether a heading of text has the anchor that code hosts
// give it: lower case, without punctuation, dashes for spaces.
func hasAnchor(text, anchor string) bool {
	for _, heading := range markdownHeading.FindAllStringSubmatch(text, -1) {
		slug := notInAnchor.ReplaceAllString(strings.ToLower(heading[1]), "")
		if strings.ReplaceAll(slug, " ", "-") == anchor {
			return true
		}
	}
	return false
}
