//go:build unix && !linux

package os

import (
	"encoding/binary"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// processors knows the cores' model and number; their times take cgo here and are 0.
func processors() []processor {
	model, err := unix.Sysctl("machdep.cpu.brand_string")
	if err != nil {
		model, _ = unix.Sysctl("hw.model")
	}
	speed := 0.0
	if hertz, err := unix.SysctlUint64("hw.cpufrequency"); err == nil {
		speed = float64(hertz / 1e6)
	}
	list := make([]processor, runtime.NumCPU())
	for i := range list {
		list[i] = processor{model: model, speed: speed}
	}
	return list
}

func memory() (free, total uint64) {
	total, err := unix.SysctlUint64("hw.memsize")
	if err != nil {
		total, _ = unix.SysctlUint64("hw.physmem")
	}
	pages, err := unix.SysctlUint32("vm.page_free_count")
	if err != nil {
		pages, _ = unix.SysctlUint32("vm.stats.vm.v_free_count")
	}
	return uint64(pages) * uint64(unix.Getpagesize()), total
}

// loads reads struct loadavg: three fixed-point numbers and their scale.
func loads() (one, five, fifteen float64) {
	raw, err := unix.SysctlRaw("vm.loadavg")
	if err != nil || len(raw) < 24 {
		return 0, 0, 0
	}
	scale := float64(binary.LittleEndian.Uint64(raw[16:]))
	if scale == 0 {
		return 0, 0, 0
	}
	at := func(i int) float64 { return float64(binary.LittleEndian.Uint32(raw[4*i:])) / scale }
	return at(0), at(1), at(2)
}

// secondsUp reads struct timeval, when the system was started.
func secondsUp() float64 {
	raw, err := unix.SysctlRaw("kern.boottime")
	if err != nil || len(raw) < 8 {
		return 0
	}
	return float64(int64(time.Since(time.Unix(int64(binary.LittleEndian.Uint64(raw)), 0)).Seconds()))
}

func priorityOf(pid int) (int, error) { return unix.Getpriority(unix.PRIO_PROCESS, pid) }

func setPriorityOf(pid, priority int) error {
	return unix.Setpriority(unix.PRIO_PROCESS, pid, priority)
}
