package process

import (
	"os"
	"sync/atomic"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

func workingDirectory() (string, error) { return os.Getwd() }

// signals are those that Windows has an idea of, by libuv's numbers.
var signals = map[string]int{
	"SIGHUP": 1, "SIGINT": 2, "SIGILL": 4, "SIGABRT": 22, "SIGFPE": 8, "SIGKILL": 9,
	"SIGSEGV": 11, "SIGTERM": 15, "SIGBREAK": 21, "SIGWINCH": 28, "SIGQUIT": 3,
}

func signalNumber(name string) int { return signals[name] }

// killProcess ends a process, whatever the signal: Windows knows no other. Signal 0 only looks for it.
func killProcess(pid, signal int) error {
	if pid == 0 {
		pid = os.Getpid()
	}
	switch signal {
	case 0, 2, 3, 9, 15:
	default:
		return syscall.Errno(windows.ERROR_NOT_SUPPORTED)
	}
	handle, err := windows.OpenProcess(windows.PROCESS_TERMINATE|windows.PROCESS_QUERY_INFORMATION, false, uint32(pid))
	if err == windows.ERROR_INVALID_PARAMETER {
		return &op.Error{Code: "ESRCH", Errno: -4040, Syscall: "kill"}
	}
	if err != nil {
		return err
	}
	defer func() { _ = windows.CloseHandle(handle) }()
	var status uint32
	if err := windows.GetExitCodeProcess(handle, &status); err != nil {
		return err
	}
	const stillActive = 259
	if status != stillActive {
		return &op.Error{Code: "ESRCH", Errno: -4040, Syscall: "kill"}
	}
	if signal == 0 {
		return nil
	}
	return windows.TerminateProcess(handle, 1)
}

var currentUmask atomic.Int64

// umask(mask) only remembers the mask: Windows has none.
func umask(_ *op.Context, args op.Args) (any, error) {
	if args.Has(0) {
		// As the C runtime does, keep the write bits only.
		return currentUmask.Swap(args.Int64(0) & 0o222), nil
	}
	return currentUmask.Load(), nil
}

var errNoIdentity = &op.Error{Code: "ENOSYS", Message: "Windows has no numeric users and groups"}

func identity(*op.Context, op.Args) (any, error)    { return nil, errNoIdentity }
func setIdentity(*op.Context, op.Args) (any, error) { return nil, errNoIdentity }
func getgroups(*op.Context, op.Args) (any, error)   { return nil, errNoIdentity }
func setgroups(*op.Context, op.Args) (any, error)   { return nil, errNoIdentity }
func initgroups(*op.Context, op.Args) (any, error)  { return nil, errNoIdentity }

// usage returns process.resourceUsage's numbers in its order.
func usage() ([]float64, error) {
	var created, ended, kernel, user windows.Filetime
	if err := windows.GetProcessTimes(windows.CurrentProcess(), &created, &ended, &kernel, &user); err != nil {
		return nil, err
	}
	// Filetimes are spans here, in units of 100 ns.
	micro := func(t windows.Filetime) float64 {
		return float64(uint64(t.HighDateTime)<<32|uint64(t.LowDateTime)) / 10
	}
	memory := memoryCounters()
	numbers := make([]float64, 16)
	numbers[0], numbers[1] = micro(user), micro(kernel)
	numbers[2], numbers[7] = float64(memory.peakWorkingSetSize)/1024, float64(memory.pageFaultCount)
	return numbers, nil
}

// processMemoryCounters is PROCESS_MEMORY_COUNTERS.
type processMemoryCounters struct {
	size, pageFaultCount                               uint32
	peakWorkingSetSize, workingSetSize                 uintptr
	quotaPeakPagedPoolUsage, quotaPagedPoolUsage       uintptr
	quotaPeakNonPagedPoolUsage, quotaNonPagedPoolUsage uintptr
	pagefileUsage, peakPagefileUsage                   uintptr
}

// memoryStatus is MEMORYSTATUSEX.
type memoryStatus struct {
	length, load                                                                             uint32
	totalPhys, availPhys, totalPageFile, availPageFile, totalVirtual, availVirtual, extended uint64
}

var (
	kernel32             = windows.NewLazySystemDLL("kernel32.dll")
	getProcessMemoryInfo = kernel32.NewProc("K32GetProcessMemoryInfo")
	globalMemoryStatus   = kernel32.NewProc("GlobalMemoryStatusEx")
)

func memoryCounters() processMemoryCounters {
	var counters processMemoryCounters
	counters.size = uint32(unsafe.Sizeof(counters))
	_, _, _ = getProcessMemoryInfo.Call(uintptr(windows.CurrentProcess()), uintptr(unsafe.Pointer(&counters)), uintptr(counters.size))
	return counters
}

func residentBytes() uint64 { return uint64(memoryCounters().workingSetSize) }

func freeBytes() uint64 {
	var status memoryStatus
	status.length = uint32(unsafe.Sizeof(status))
	_, _, _ = globalMemoryStatus.Call(uintptr(unsafe.Pointer(&status)))
	return status.availPhys
}

func memoryLimit() uint64 { return 0 }
