//go:build !linux

package desktop

func (h *host) setProgress(w *appWindow, fraction float64, mode string) error {
	return w.native.SetProgress(fraction, mode)
}
