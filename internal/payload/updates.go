package payload

import "time"

// Updates says where an app's updates come from.
type Updates struct {
	// URL is the folder on a server that `deskjs publish` filled: https.
	URL string `json:"url"`
	// PublicKey is the line beginning with RW of the key that signs them.
	PublicKey string `json:"publicKey"`
	// Channel is which list of them the app goes by; "stable" by default.
	Channel string `json:"channel,omitempty"`
	// Interval is the time between checks: "4h" by default; "0" leaves them to the app.
	Interval string `json:"interval,omitempty"`
	// AutoDownload has updates downloaded when they are found; nil is true.
	AutoDownload *bool `json:"autoDownload,omitempty"`
	// AutoApply has them applied when they are downloaded, without a restart; otherwise they wait for the next start.
	AutoApply bool `json:"autoApply,omitempty"`
	// SystemPackages has apps that were installed as deb, rpm, apk or pacman packages update themselves too, and not leave that to the system.
	SystemPackages bool `json:"systemPackages,omitempty"`
	// Loopback lets URL be http, to 127.0.0.1 or ::1: for trying updates on one's own machine.
	Loopback bool `json:"loopback,omitempty"`
}

// The defaults of Updates.
const (
	DefaultChannel  = "stable"
	DefaultInterval = "4h"
)

// Every returns the time between checks; 0 means that only the app itself asks for one.
func (u *Updates) Every() time.Duration {
	every, err := time.ParseDuration(u.Interval)
	if err != nil {
		every, _ = time.ParseDuration(DefaultInterval)
	}
	return every
}
