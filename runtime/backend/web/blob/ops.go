package blob

import (
	"errors"
	"io"
	"os"
	"strconv"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

var table = op.Table{op.IO("readFile", readFile)}

var errChanged = errors.New("the file has changed since the Blob was made")

// readFile(path, size, mtimeNs, offset, length) -> those bytes of a file, which must have its size and time still. mtimeNs is
// decimal text.
func readFile(_ *op.Context, args op.Args) (any, error) {
	entrance, err := permission.Enter(permission.Reading, args.String(0), permission.Follow)
	if err != nil {
		return nil, err
	}
	defer entrance.Leave()
	file, err := os.Open(entrance.Path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() != int64(args.Int(1)) || strconv.FormatInt(info.ModTime().UnixNano(), 10) != args.String(2) {
		return nil, errChanged
	}
	bytes := make([]byte, args.Int(4))
	if _, err := io.ReadFull(io.NewSectionReader(file, int64(args.Int(3)), int64(len(bytes))), bytes); err != nil {
		return nil, err
	}
	return bytes, nil
}
