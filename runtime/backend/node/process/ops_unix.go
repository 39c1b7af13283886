//go:build unix

package process

import (
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

func workingDirectory() (string, error) { return syscall.Getwd() }

func killProcess(pid, signal int) error { return syscall.Kill(pid, syscall.Signal(signal)) }

// umask(mask) sets the mask and returns the one before; without an argument it only returns it.
func umask(_ *op.Context, args op.Args) (any, error) {
	if args.Has(0) {
		return syscall.Umask(args.Int(0)), nil
	}
	// There is no call that only reads.
	mask := syscall.Umask(0)
	syscall.Umask(mask)
	return mask, nil
}

// usage returns process.resourceUsage's numbers in its order.
func usage() ([]float64, error) {
	var r unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &r); err != nil {
		return nil, err
	}
	micro := func(t unix.Timeval) float64 { return float64(t.Sec)*1e6 + float64(t.Usec) }
	return []float64{
		micro(r.Utime), micro(r.Stime), float64(r.Maxrss) / maxrssUnit,
		float64(r.Ixrss), float64(r.Idrss), float64(r.Isrss),
		float64(r.Minflt), float64(r.Majflt), float64(r.Nswap),
		float64(r.Inblock), float64(r.Oublock), float64(r.Msgsnd), float64(r.Msgrcv),
		float64(r.Nsignals), float64(r.Nvcsw), float64(r.Nivcsw),
	}, nil
}

// signalNumber returns the number of a signal's name, 0 if there is none.
func signalNumber(name string) int { return int(unix.SignalNum(name)) }
