package os

import (
	"runtime"
	"strconv"
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// coreTimes is SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION, in units of 100 ns; kernel includes idle.
type coreTimes struct {
	idle, kernel, user, dpc, interrupt int64
	interrupts                         uint32
}

const processorPerformanceInformation = 8

func processors() []processor {
	list := make([]processor, runtime.NumCPU())
	times := make([]coreTimes, len(list))
	var length uint32
	err := windows.NtQuerySystemInformation(processorPerformanceInformation, unsafe.Pointer(&times[0]),
		uint32(len(times))*uint32(unsafe.Sizeof(times[0])), &length)
	for i := range list {
		if err == nil {
			t := times[i]
			list[i] = processor{user: float64(t.user / 1e4), sys: float64((t.kernel - t.idle) / 1e4),
				idle: float64(t.idle / 1e4), irqMs: float64(t.interrupt / 1e4)}
		}
		list[i].model, list[i].speed = coreModel(i)
	}
	return list
}

func coreModel(core int) (model string, speed float64) {
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, `HARDWARE\DESCRIPTION\System\CentralProcessor\`+strconv.Itoa(core), registry.QUERY_VALUE)
	if err != nil {
		return "unknown", 0
	}
	defer func() { _ = key.Close() }()
	model, _, err = key.GetStringValue("ProcessorNameString")
	if err != nil {
		model = "unknown"
	}
	megahertz, _, _ := key.GetIntegerValue("~MHz")
	return model, float64(megahertz)
}

// memoryStatus is MEMORYSTATUSEX.
type memoryStatus struct {
	length, load                                                                             uint32
	totalPhys, availPhys, totalPageFile, availPageFile, totalVirtual, availVirtual, extended uint64
}

var (
	kernel32           = windows.NewLazySystemDLL("kernel32.dll")
	globalMemoryStatus = kernel32.NewProc("GlobalMemoryStatusEx")
	getTickCount64     = kernel32.NewProc("GetTickCount64")
)

func memory() (free, total uint64) {
	var status memoryStatus
	status.length = uint32(unsafe.Sizeof(status))
	_, _, _ = globalMemoryStatus.Call(uintptr(unsafe.Pointer(&status)))
	return status.availPhys, status.totalPhys
}

// loads are 0, as in Node: Windows counts none.
func loads() (one, five, fifteen float64) { return 0, 0, 0 }

func secondsUp() float64 {
	ticks, _, _ := getTickCount64.Call()
	return float64(uint64(ticks)) / 1000
}

func systemIdentity() identity {
	v := windows.RtlGetVersion()
	id := identity{
		system:  "Windows_NT",
		release: strconv.Itoa(int(v.MajorVersion)) + "." + strconv.Itoa(int(v.MinorVersion)) + "." + strconv.Itoa(int(v.BuildNumber)),
		version: "Windows",
		machine: machine(),
	}
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, `SOFTWARE\Microsoft\Windows NT\CurrentVersion`, registry.QUERY_VALUE)
	if err != nil {
		return id
	}
	defer func() { _ = key.Close() }()
	if name, _, err := key.GetStringValue("ProductName"); err == nil {
		// Windows 11 still calls itself 10 there.
		if v.BuildNumber >= 22000 {
			name = strings.Replace(name, "Windows 10", "Windows 11", 1)
		}
		id.version = name
	}
	return id
}

func machine() string {
	switch runtime.GOARCH {
	case "amd64":
		return "x86_64"
	case "386":
		return "i686"
	}
	return runtime.GOARCH
}

// userName drops the domain.
func userName(name string) string { return name[strings.LastIndexByte(name, '\\')+1:] }

func loginShell(string) string { return "" }

// classes are Windows' priority classes for Node's priorities, as libuv maps them.
var classes = []struct {
	atMost int
	class  uint32
	value  int
}{
	{-15, windows.REALTIME_PRIORITY_CLASS, -20},
	{-8, windows.HIGH_PRIORITY_CLASS, -14},
	{-1, windows.ABOVE_NORMAL_PRIORITY_CLASS, -7},
	{9, windows.NORMAL_PRIORITY_CLASS, 0},
	{18, windows.BELOW_NORMAL_PRIORITY_CLASS, 10},
	{19, windows.IDLE_PRIORITY_CLASS, 19},
}

func open(pid int, access uint32) (windows.Handle, error) {
	if pid == 0 {
		pid = int(windows.GetCurrentProcessId())
	}
	return windows.OpenProcess(access, false, uint32(pid))
}

func priorityOf(pid int) (int, error) {
	handle, err := open(pid, windows.PROCESS_QUERY_LIMITED_INFORMATION)
	if err != nil {
		return 0, err
	}
	defer func() { _ = windows.CloseHandle(handle) }()
	class, err := windows.GetPriorityClass(handle)
	if err != nil {
		return 0, err
	}
	for _, c := range classes {
		if c.class == class {
			return c.value, nil
		}
	}
	return 0, nil
}

func setPriorityOf(pid, priority int) error {
	handle, err := open(pid, windows.PROCESS_SET_INFORMATION)
	if err != nil {
		return err
	}
	defer func() { _ = windows.CloseHandle(handle) }()
	for _, c := range classes {
		if priority <= c.atMost {
			return windows.SetPriorityClass(handle, c.class)
		}
	}
	return nil
}

func signalNumbers() map[string]int {
	return map[string]int{
		"SIGHUP": 1, "SIGINT": 2, "SIGQUIT": 3, "SIGILL": 4, "SIGABRT": 22, "SIGFPE": 8, "SIGKILL": 9,
		"SIGSEGV": 11, "SIGTERM": 15, "SIGBREAK": 21, "SIGWINCH": 28,
	}
}

// errorNumbers are the C runtime's and Winsock's.
func errorNumbers() map[string]int {
	numbers := map[string]int{
		"E2BIG": 7, "EACCES": 13, "EADDRINUSE": 100, "EADDRNOTAVAIL": 101, "EAFNOSUPPORT": 102, "EAGAIN": 11, "EALREADY": 103,
		"EBADF": 9, "EBADMSG": 104, "EBUSY": 16, "ECANCELED": 105, "ECHILD": 10, "ECONNABORTED": 106, "ECONNREFUSED": 107,
		"ECONNRESET": 108, "EDEADLK": 36, "EDESTADDRREQ": 109, "EDOM": 33, "EEXIST": 17, "EFAULT": 14, "EFBIG": 27,
		"EHOSTUNREACH": 110, "EIDRM": 111, "EILSEQ": 42, "EINPROGRESS": 112, "EINTR": 4, "EINVAL": 22, "EIO": 5, "EISCONN": 113,
		"EISDIR": 21, "ELOOP": 114, "EMFILE": 24, "EMLINK": 31, "EMSGSIZE": 115, "ENAMETOOLONG": 38, "ENETDOWN": 116,
		"ENETRESET": 117, "ENETUNREACH": 118, "ENFILE": 23, "ENOBUFS": 119, "ENODATA": 120, "ENODEV": 19, "ENOENT": 2,
		"ENOEXEC": 8, "ENOLCK": 39, "ENOLINK": 121, "ENOMEM": 12, "ENOMSG": 122, "ENOPROTOOPT": 123, "ENOSPC": 28, "ENOSR": 124,
		"ENOSTR": 125, "ENOSYS": 40, "ENOTCONN": 126, "ENOTDIR": 20, "ENOTEMPTY": 41, "ENOTSOCK": 128, "ENOTSUP": 129,
		"ENOTTY": 25, "ENXIO": 6, "EOPNOTSUPP": 130, "EOVERFLOW": 132, "EPERM": 1, "EPIPE": 32, "EPROTO": 134,
		"EPROTONOSUPPORT": 135, "EPROTOTYPE": 136, "ERANGE": 34, "EROFS": 30, "ESPIPE": 29, "ESRCH": 3, "ETIME": 137,
		"ETIMEDOUT": 138, "ETXTBSY": 139, "EWOULDBLOCK": 140, "EXDEV": 18,
	}
	for name, number := range map[string]int{
		"WSAEINTR": 4, "WSAEBADF": 9, "WSAEACCES": 13, "WSAEFAULT": 14, "WSAEINVAL": 22, "WSAEMFILE": 24, "WSAEWOULDBLOCK": 35,
		"WSAEINPROGRESS": 36, "WSAEALREADY": 37, "WSAENOTSOCK": 38, "WSAEDESTADDRREQ": 39, "WSAEMSGSIZE": 40, "WSAEPROTOTYPE": 41,
		"WSAENOPROTOOPT": 42, "WSAEPROTONOSUPPORT": 43, "WSAESOCKTNOSUPPORT": 44, "WSAEOPNOTSUPP": 45, "WSAEPFNOSUPPORT": 46,
		"WSAEAFNOSUPPORT": 47, "WSAEADDRINUSE": 48, "WSAEADDRNOTAVAIL": 49, "WSAENETDOWN": 50, "WSAENETUNREACH": 51,
		"WSAENETRESET": 52, "WSAECONNABORTED": 53, "WSAECONNRESET": 54, "WSAENOBUFS": 55, "WSAEISCONN": 56, "WSAENOTCONN": 57,
		"WSAESHUTDOWN": 58, "WSAETOOMANYREFS": 59, "WSAETIMEDOUT": 60, "WSAECONNREFUSED": 61, "WSAELOOP": 62,
		"WSAENAMETOOLONG": 63, "WSAEHOSTDOWN": 64, "WSAEHOSTUNREACH": 65, "WSAENOTEMPTY": 66,
	} {
		numbers[name] = 10000 + number
	}
	return numbers
}
