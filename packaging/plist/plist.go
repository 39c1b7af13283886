// Package plist writes property lists, in which macOS keeps what it must know of apps, disk images and signatures.
//
// Packages below packaging import it.
package plist

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Dict is a dictionary, written in the order of its keys.
type Dict map[string]any

// Array is a list.
type Array []any

// Data is bytes.
type Data []byte

const head = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
`

// Encode writes a Dict, an Array, Data, a string, a []string, a bool, an int or a float64 as a property list in XML.
func Encode(value any) ([]byte, error) {
	out := bytes.NewBufferString(head)
	if err := write(out, value, 0); err != nil {
		return nil, err
	}
	out.WriteString("</plist>\n")
	return out.Bytes(), nil
}

func write(out *bytes.Buffer, value any, depth int) error {
	indent := strings.Repeat("\t", depth)
	line := func(name, text string) {
		out.WriteString(indent + "<" + name + ">")
		_ = xml.EscapeText(out, []byte(text)) // a bytes.Buffer takes everything
		out.WriteString("</" + name + ">\n")
	}
	switch v := value.(type) {
	case string:
		line("string", v)
	case bool:
		fmt.Fprintf(out, "%s<%t/>\n", indent, v)
	case int:
		line("integer", strconv.Itoa(v))
	case float64:
		line("real", strconv.FormatFloat(v, 'g', -1, 64))
	case Data:
		line("data", base64.StdEncoding.EncodeToString(v))
	case []string:
		list := make(Array, len(v))
		for i, text := range v {
			list[i] = text
		}
		return write(out, list, depth)
	case Array:
		out.WriteString(indent + "<array>\n")
		for _, item := range v {
			if err := write(out, item, depth+1); err != nil {
				return err
			}
		}
		out.WriteString(indent + "</array>\n")
	case Dict:
		out.WriteString(indent + "<dict>\n")
		for _, key := range slices.Sorted(maps.Keys(v)) {
			out.WriteString("\t")
			line("key", key)
			if err := write(out, v[key], depth+1); err != nil {
				return err
			}
		}
		out.WriteString(indent + "</dict>\n")
	default:
		return fmt.Errorf("a property list has no %T", value)
	}
	return nil
}
