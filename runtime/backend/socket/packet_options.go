package socket

import (
	"encoding/binary"
	"net"
	"net/netip"
	"strconv"
	"syscall"
)

// SetBroadcast says whether datagrams may go to everybody in a network.
func (p *Packet) SetBroadcast(on bool) error {
	return p.control(func(fd uintptr) error { return setNumber(fd, levelSocket, optionBroadcast, number(on)) })
}

// SetHops says how many routers a datagram may pass, 1 to 255.
func (p *Packet) SetHops(hops int) error {
	if hops < 1 || hops > 255 {
		return syscall.EINVAL
	}
	return p.setEither(optionHops4, optionHops6, hops)
}

// SetMulticastHops is SetHops for datagrams to groups; 0 keeps them on this machine.
func (p *Packet) SetMulticastHops(hops int) error {
	if hops < 0 || hops > 255 {
		return syscall.EINVAL
	}
	return p.setEither(optionMultiHops4, optionMultiHops6, hops)
}

// SetMulticastLoopback says whether this machine gets datagrams to groups too.
func (p *Packet) SetMulticastLoopback(on bool) error {
	return p.setEither(optionLoop4, optionLoop6, number(on))
}

func number(on bool) int {
	if on {
		return 1
	}
	return 0
}

// setEither sets the option of the socket's family.
func (p *Packet) setEither(four, six, value int) error {
	return p.control(func(fd uintptr) error {
		if p.six {
			return setNumber(fd, level6, six, value)
		}
		return setNumber(fd, level4, four, value)
	})
}

// SetMulticastInterface says by which interface datagrams to groups leave: by the one that has an address of IPv4, or the zone of one of
// IPv6; an unspecified address is the system's choice.
func (p *Packet) SetMulticastInterface(text string) error {
	ip, err := netip.ParseAddr(text)
	if err != nil {
		return syscall.EINVAL
	}
	return p.control(func(fd uintptr) error {
		if ip.Is4() {
			return setOption(fd, level4, optionInterface4, ip.AsSlice())
		}
		return setNumber(fd, level6, optionInterface6, zoneIndex(ip.Zone()))
	})
}

// SetMembership joins a group, or leaves it, at an interface, which is named as SetMulticastInterface does.
func (p *Packet) SetMembership(group, at string, join bool) error {
	ip, err := netip.ParseAddr(group)
	if err != nil {
		return syscall.EINVAL
	}
	local, err := interfaceOf(at, ip.Is4())
	if err != nil {
		return err
	}
	return p.control(func(fd uintptr) error {
		if ip.Is4() {
			option := optionLeave4
			if join {
				option = optionJoin4
			}
			return setOption(fd, level4, option, append(ip.AsSlice(), local.AsSlice()...))
		}
		option := optionLeave6
		if join {
			option = optionJoin6
		}
		return setOption(fd, level6, option, binary.NativeEndian.AppendUint32(ip.AsSlice(), uint32(zoneIndex(local.Zone()))))
	})
}

// SetSourceMembership is SetMembership for what one source sends to the group.
func (p *Packet) SetSourceMembership(source, group, at string, join bool) error {
	from, err := netip.ParseAddr(source)
	if err != nil {
		return syscall.EINVAL
	}
	ip, err := netip.ParseAddr(group)
	if err != nil || ip.Is4() != from.Is4() {
		return syscall.EINVAL
	}
	local, err := interfaceOf(at, ip.Is4())
	if err != nil {
		return err
	}
	join4, leave4, join6, leave6 := sourceOptions()
	return p.control(func(fd uintptr) error {
		if !ip.Is4() {
			option := leave6
			if join {
				option = join6
			}
			return setOption(fd, level6, option, sourceGroup(ip, from, zoneIndex(local.Zone())))
		}
		option := leave4
		if join {
			option = join4
		}
		value := ip.AsSlice()
		if interfaceFirst {
			value = append(append(value, local.AsSlice()...), from.AsSlice()...)
		} else {
			value = append(append(value, from.AsSlice()...), local.AsSlice()...)
		}
		return setOption(fd, level4, option, value)
	})
}

// interfaceOf is an interface's address; "" is the system's choice.
func interfaceOf(text string, four bool) (netip.Addr, error) {
	switch {
	case text == "" && four:
		return netip.IPv4Unspecified(), nil
	case text == "":
		return netip.IPv6Unspecified(), nil
	}
	ip, err := netip.ParseAddr(text)
	if err != nil || ip.Is4() != four {
		return ip, syscall.EINVAL
	}
	return ip, nil
}

// sourceGroup is C's struct group_source_req: an interface's number and two socket addresses, each with room for any.
func sourceGroup(group, source netip.Addr, index int) []byte {
	const storage = 128
	const first = strconv.IntSize / 8 // addresses are aligned as pointers are
	value := make([]byte, first+2*storage)
	binary.NativeEndian.PutUint32(value, uint32(index))
	for i, ip := range []netip.Addr{group, source} {
		address := value[first+i*storage:]
		family := family6()
		copy(address, family[:])
		copy(address[8:], ip.AsSlice())
	}
	return value
}

// zoneIndex is the number of the interface that an address's zone names, 0 for none.
func zoneIndex(zone string) int {
	if zone == "" {
		return 0
	}
	if found, err := net.InterfaceByName(zone); err == nil {
		return found.Index
	}
	if index, err := strconv.Atoi(zone); err == nil && index > 0 {
		return index
	}
	return 0
}

func zoneName(index int) string {
	if found, err := net.InterfaceByIndex(index); err == nil {
		return found.Name
	}
	return strconv.Itoa(index)
}
