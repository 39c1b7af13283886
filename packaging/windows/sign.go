package windows

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/authenticode"
)

// Sign signs a program in place as deskjs.json says; without that it does nothing.
func Sign(ctx context.Context, job *packaging.Job, path string) error {
	sign := job.App.Package.Windows.Sign
	if sign == nil {
		return nil
	}
	job.Step("signing")
	if len(sign.Command) > 0 {
		if err := RunSigner(ctx, job, path); err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		if err == nil {
			err = authenticode.VerifyImage(data)
		}
		if err != nil {
			return diag.New(diag.Message{
				Text: fmt.Sprintf("package.windows.sign.command has not signed %s: %v", filepath.Base(path), err), File: config.FileName,
				Hint: "it must sign the file in place: SHA-256 is what Windows asks for",
			})
		}
		return nil
	}
	signer, err := Signer(job)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if data, err = signer.SignImage(ctx, data); err != nil {
		return notSigned(path, err)
	}
	return os.WriteFile(path, data, 0o755)
}

func notSigned(path string, err error) error {
	return diag.New(diag.Message{Text: fmt.Sprintf("%s can't be signed: %v", filepath.Base(path), err), File: config.FileName})
}

// Signer returns what signs with the certificate of deskjs.json; nil if that has none.
func Signer(job *packaging.Job) (*authenticode.Signer, error) {
	sign := job.App.Package.Windows.Sign
	if sign == nil || sign.Certificate == "" {
		return nil, nil
	}
	password := ""
	if name := sign.PasswordEnvironment; name != "" {
		var there bool
		if password, there = os.LookupEnv(name); !there {
			return nil, diag.New(diag.Message{
				Text: fmt.Sprintf("the password of %s is missing: the environment variable %s is not set", sign.Certificate, name), File: config.FileName,
				Hint: "set it for this one command; it stands in no file and in no message",
			})
		}
	}
	file := filepath.FromSlash(sign.Certificate)
	if !filepath.IsAbs(file) && !path.IsAbs(sign.Certificate) {
		file = filepath.Join(job.Dir, file)
	}
	data, err := os.ReadFile(file)
	var signer *authenticode.Signer
	if err == nil {
		signer, err = authenticode.Load(data, password)
	}
	if err != nil {
		if located, ok := errors.AsType[*fs.PathError](err); ok {
			err = located.Err
		}
		message := diag.Message{Text: "the certificate can't be used: " + err.Error(), File: sign.Certificate}
		if sign.PasswordEnvironment == "" {
			message.Hint = `name the environment variable with its password as "package": { "windows": { "sign": { "passwordEnvironment": ... } } }`
		}
		return nil, diag.New(message)
	}
	signer.Description, signer.Address, signer.Timestamp = job.App.Manifest.Name, job.App.Package.Homepage, sign.Timestamp
	return signer, nil
}

// RunSigner runs the author's own command on a file. What it writes is part of the error if it fails.
func RunSigner(ctx context.Context, job *packaging.Job, path string) error {
	words := make([]string, len(job.App.Package.Windows.Sign.Command))
	for i, word := range job.App.Package.Windows.Sign.Command {
		words[i] = strings.ReplaceAll(word, config.FilePlaceholder, path)
	}
	command := exec.CommandContext(ctx, words[0], words[1:]...)
	command.Dir = job.Dir
	if out, err := command.CombinedOutput(); err != nil {
		message := diag.Message{Text: fmt.Sprintf("package.windows.sign.command, %s, failed on %s: %v", words[0], filepath.Base(path), err), File: config.FileName}
		if text := strings.TrimSpace(string(out)); text != "" {
			message.Notes = strings.Split(text, "\n")
		}
		return diag.New(message)
	}
	return nil
}
