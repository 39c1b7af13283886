package encoding

import (
	"bytes"
	"errors"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"

	"github.com/deskjs/deskjs/runtime/backend/engine/text"
)

// multiByte returns what decodes an encoding of Chinese, Japanese or Korean to UTF-8, nil if name is no such one, or
// ISO-2022-JP, which is apart.
func multiByte(name string) transform.Transformer {
	var found encoding.Encoding
	switch name {
	case "big5":
		found = traditionalchinese.Big5
	case "euc-jp":
		found = japanese.EUCJP
	case "euc-kr":
		found = korean.EUCKR
	case "gbk", "gb18030":
		found = simplifiedchinese.GB18030 // gbk's decoder is gb18030's
	case "shift_jis":
		found = japanese.ShiftJIS
	default:
		return nil
	}
	return found.NewDecoder().Transformer
}

var replacement = []byte("\uFFFD")

// room is how much text is decoded at least at once, in bytes.
const room = 256

func (d *decoder) decodeMultiByte(source []byte, stream bool) (text.Text, error) {
	if d.japanese != nil {
		out := d.japanese.decode(source, stream)
		if d.fatal && bytes.Contains(out, replacement) {
			d.japanese = newISO2022JP()
			return text.Text{}, errMalformed
		}
		return text.FromString(string(out)), nil
	}
	out := make([]byte, 0, 2*len(source)+room)
	for {
		written, read, err := d.multi.Transform(out[len(out):cap(out)], source, !stream)
		out, source = out[:len(out)+written], source[read:]
		if errors.Is(err, transform.ErrShortDst) {
			out = append(make([]byte, 0, 2*cap(out)), out...)
			continue
		}
		break
	}
	if stream {
		d.pending = append([]byte(nil), source...)
	} else {
		d.multi.Reset()
	}
	if d.fatal && bytes.Contains(out, replacement) {
		return text.Text{}, errMalformed
	}
	return text.FromString(string(out)), nil
}
