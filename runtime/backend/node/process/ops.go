package process

import (
	"math"
	"os"
	"runtime"

	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// cwd returns the working directory as the system knows it: os.Getwd would
// trust $PWD, which may name it by way of a symbolic link.
func cwd(*op.Context, op.Args) (any, error) {
	dir, err := workingDirectory()
	if err != nil {
		return nil, op.System(err, "uv_cwd")
	}
	return dir, nil
}

// chdir(directory)
func chdir(_ *op.Context, args op.Args) (any, error) {
	dir := args.String(0)
	err := permission.Read(dir)
	if err == nil {
		err = os.Chdir(dir)
	}
	if err != nil {
		from, _ := workingDirectory()
		return nil, op.System(err, "chdir", from, dir)
	}
	return nil, nil
}

// memoryUsage returns [rss, heapTotal, heapUsed, external, arrayBuffers] in bytes. Go's heap is
// JavaScript's; array buffers are part of it and not counted apart.
func memoryUsage(*op.Context, op.Args) (any, error) {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return []float64{float64(residentBytes()), float64(stats.HeapSys), float64(stats.HeapAlloc),
		float64(stats.Sys - stats.HeapSys), 0}, nil
}

func rss(*op.Context, op.Args) (any, error) { return float64(residentBytes()), nil }

// constrainedMemory returns the bytes that the process may use by the system's
// will, 0 if it is not known whether there is a limit. As in Node, a control group without one is a limit of all that can be
// counted.
func constrainedMemory(*op.Context, op.Args) (any, error) {
	limit := memoryLimit()
	if limit == 0 && controlled() {
		limit = math.MaxUint64
	}
	return float64(limit), nil
}

// availableMemory returns the bytes that the process may still get.
func availableMemory(*op.Context, op.Args) (any, error) {
	free := freeBytes()
	if limit := memoryLimit(); limit > 0 {
		if used := residentBytes(); used < limit {
			free = min(free, limit-used)
		} else {
			free = 0
		}
	}
	return float64(free), nil
}

// cpuUsage returns [user, system] in microseconds.
func cpuUsage(*op.Context, op.Args) (any, error) {
	u, err := usage()
	if err != nil {
		return nil, op.System(err, "uv_getrusage")
	}
	return u[:2], nil
}

// resourceUsage returns the 16 numbers of process.resourceUsage() in its order.
func resourceUsage(*op.Context, op.Args) (any, error) {
	u, err := usage()
	if err != nil {
		return nil, op.System(err, "uv_getrusage")
	}
	return u, nil
}

// kill(pid, signal number)
func kill(_ *op.Context, args op.Args) (any, error) {
	pid, number := args.Int(0), args.Int(1)
	if err := permission.Signal(pid); err != nil && number != 0 {
		return nil, err
	}
	self := pid == os.Getpid() && number != 0
	if self {
		forget(number)
	}
	if err := killProcess(pid, number); err != nil {
		return nil, op.System(err, "kill")
	}
	if self {
		await(number)
	}
	return nil, nil
}
