package manifest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/signature"
)

// KeysName is the name, on the server, of the file of rotations: five lines each, a signature and what it is of.
const KeysName = "keys"

const (
	// MaxKeys is how many bytes the file of rotations may have.
	MaxKeys      = 64 << 10
	maxRotations = 64
)

// Rotation is what the old key signs to say which is the next one.
type Rotation struct {
	// App is the app's identifier.
	App string `json:"app"`
	// From and To are public keys, lines that begin with RW.
	From string `json:"from"`
	To   string `json:"to"`
	// Date is when it was signed.
	Date time.Time `json:"date"`
}

// SignRotation returns the five lines that hand over from old to next.
func SignRotation(app string, old signature.PrivateKey, next signature.PublicKey, date time.Time) ([]byte, error) {
	text, err := json.Marshal(Rotation{App: app, From: old.Public().String(), To: next.String(), Date: date.UTC().Truncate(time.Second)})
	if err != nil {
		return nil, err
	}
	text = append(text, '\n')
	return append([]byte(old.Sign(text, "rotation of app:"+app)), text...), nil
}

// Follow returns the trust of an app that was shipped with key, once it has seen the rotations in text. Those that begin with other keys are
// passed over; one that begins with a key on the way and is not signed by it is an *update.Error.
func Follow(text []byte, app string, key signature.PublicKey) (Trust, error) {
	trust := Trust{Key: key}
	if len(text) > MaxKeys {
		return trust, &update.Error{Code: update.CodeTooLarge, Text: fmt.Sprintf("The list of the app's keys is larger than %d bytes, and was not read", MaxKeys)}
	}
	for range maxRotations {
		if len(bytes.TrimSpace(text)) == 0 {
			return trust, nil
		}
		signed, rest, err := Split(text)
		if err != nil {
			return trust, &update.Error{Code: update.CodeSignature, Text: "The list of the app's keys can't be read", Cause: err}
		}
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		statement := append(bytes.Clone(signed), append(bytes.Clone(line), '\n')...)
		text = after
		signer, err := signature.Parse(string(signed))
		if err != nil || signer.KeyID != trust.Key.ID {
			continue
		}
		verifiedLine, err := verified(statement, trust, "A change of the app's key")
		if err != nil {
			return trust, err
		}
		var rotation Rotation
		if err := json.Unmarshal(verifiedLine, &rotation); err != nil {
			return trust, &update.Error{Code: update.CodeFormat, Text: "A change of the app's key is signed, but can't be read", Cause: err}
		}
		if rotation.App != app || rotation.From != trust.Key.String() {
			return trust, &update.Error{Code: update.CodeApp, Text: fmt.Sprintf("A change of key is for the app %s, and this is %s", rotation.App, app)}
		}
		next, err := signature.ParsePublicKey(rotation.To)
		if err != nil {
			return trust, &update.Error{Code: update.CodeFormat, Text: "A change of the app's key is signed, but can't be read", Cause: err}
		}
		if next == trust.Key || slices.Contains(trust.Retired, next) {
			return trust, &update.Error{Code: update.CodeRetiredKey, Text: fmt.Sprintf("A change of the app's key goes back to key %s", next.Name())}
		}
		trust = Trust{Key: next, Retired: append(trust.Retired, trust.Key)}
	}
	return trust, nil
}
