package npm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Limits of a package, so that one that lies can't fill the disk.
const (
	maxArchive  = 512 << 20
	maxUnpacked = 4 << 30
)

// algorithms are those of integrity, the strongest first.
var algorithms = []struct {
	name string
	make func() hash.Hash
}{{"sha512", sha512.New}, {"sha384", sha512.New384}, {"sha256", sha256.New}, {"sha1", sha1.New}}

// digest is the strongest of an integrity's digests.
type digest struct {
	name string
	make func() hash.Hash
	sum  []byte
}

func parseIntegrity(text string) (digest, error) {
	for _, a := range algorithms {
		for field := range strings.FieldsSeq(text) {
			encoded, found := strings.CutPrefix(field, a.name+"-")
			if !found {
				continue
			}
			encoded, _, _ = strings.Cut(encoded, "?")
			sum, err := base64.StdEncoding.DecodeString(encoded)
			if err == nil && len(sum) == a.make().Size() {
				return digest{a.name, a.make, sum}, nil
			}
		}
	}
	return digest{}, errors.New("the lock file has no integrity for it")
}

func (d digest) fits(data []byte) bool {
	h := d.make()
	h.Write(data)
	return bytes.Equal(h.Sum(nil), d.sum)
}

// stored returns the folder of the store with the package's files, which it fetches if they are not there.
func (i *installer) stored(ctx context.Context, e *entry) (string, error) {
	want, err := parseIntegrity(e.Integrity)
	if err != nil {
		return "", err
	}
	name := hex.EncodeToString(want.sum)
	folder := filepath.Join(i.Store, want.name, name[:2], name[2:])
	if _, err := os.Stat(folder); err == nil {
		return folder, nil
	}
	archive, err := i.fetch(ctx, e)
	if err != nil {
		return "", err
	}
	if !want.fits(archive) {
		return "", fmt.Errorf("what %s sends is not what the lock file's integrity says", e.address(i.registry.ScopeURLs))
	}
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return "", err
	}
	fresh, err := os.MkdirTemp(filepath.Dir(folder), ".new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(fresh)
	if err := unpack(archive, fresh); err != nil {
		return "", fmt.Errorf("its archive can't be unpacked: %w", err)
	}
	if err := os.Chmod(fresh, 0o755); err != nil {
		return "", err
	}
	// Another package with the same content, or another process, may have been faster.
	if err := os.Rename(fresh, folder); err != nil {
		if _, there := os.Stat(folder); there != nil {
			return "", err
		}
	}
	i.mutex.Lock()
	i.fetched++
	i.mutex.Unlock()
	return folder, nil
}

// unpack writes the files of an archive below dir, without their first folder. Links, devices and names that lead elsewhere are left out, as
// npm leaves them out.
func unpack(archive []byte, dir string) error {
	compressed, err := gzip.NewReader(bytes.NewReader(archive))
	if err != nil {
		return err
	}
	files := tar.NewReader(io.LimitReader(compressed, maxUnpacked))
	for {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		_, name, _ := strings.Cut(filepath.ToSlash(header.Name), "/")
		if header.Typeflag != tar.TypeReg || name == "" || !filepath.IsLocal(filepath.FromSlash(name)) {
			continue
		}
		if err := writeFile(filepath.Join(dir, filepath.FromSlash(name)), files, 0o644|fs.FileMode(header.Mode)&0o111); err != nil {
			return err
		}
	}
}

func writeFile(path string, from io.Reader, mode fs.FileMode) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	_, err = io.Copy(file, from)
	return err
}

// linkTree makes the files of a folder of the store those of target, by hard links, and by copies where there can be none.
func linkTree(folder, target string) error {
	return filepath.WalkDir(folder, func(path string, file fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		to := target + path[len(folder):]
		if file.IsDir() {
			return os.MkdirAll(to, 0o755)
		}
		if os.Link(path, to) == nil {
			return nil
		}
		info, err := file.Info()
		if err != nil {
			return err
		}
		from, err := os.Open(path)
		if err != nil {
			return err
		}
		defer from.Close()
		return writeFile(to, from, info.Mode())
	})
}
