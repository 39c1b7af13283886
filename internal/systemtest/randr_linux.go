package systemtest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
)

// Screen is an X server's, in a D-Bus service of ours: org.deskjs.Screen.
type Screen struct{ display string }

// ServeScreen lets an app that is tested change its screen.
func ServeScreen(t testing.TB, conn *dbus.Conn, display string) {
	serve(t, conn, "org.deskjs.Screen", "/", map[string]any{testInterface: &Screen{display}})
}

// Resize gives the screen a size, in pixels.
func (s *Screen) Resize(width, height uint32) *dbus.Error {
	return failed(resize(s.display, uint16(width), uint16(height)))
}

// Requests of RandR.
const (
	randrVersion       = 0
	randrSetScreenSize = 7
	randrResources     = 8
	randrCreateMode    = 16
	randrAddOutputMode = 18
	randrSetCrtc       = 21
)

// resize does what `xrandr --newmode`, `--addmode` and `--mode` do.
func resize(display string, width, height uint16) error {
	x, err := dialX(display)
	if err != nil {
		return err
	}
	defer func() { _ = x.conn.Close() }()
	const queryExtension = 98
	reply, err := x.ask(queryExtension, 0, append(u16(5, 0), "RANDR\x00\x00\x00"...))
	if err != nil || reply[8] == 0 {
		return fmt.Errorf("%s has no RandR (%v)", display, err)
	}
	randr := reply[9]
	if _, err := x.ask(randr, randrVersion, u32(1, 5)); err != nil {
		return err
	}
	resources, err := x.ask(randr, randrResources, u32(x.root))
	if err != nil {
		return err
	}
	crtc, output := resources[32:36], resources[32+4*int(binary.LittleEndian.Uint16(resources[16:])):]
	name := fmt.Sprintf("%dx%d", width, height)
	mode := append(u32(0), u16(width, height)...)
	mode = append(mode, u32(0)...)
	mode = append(mode, u16(0, 0, 0, 0, 0, 0, 0, uint16(len(name)))...)
	mode = append(mode, u32(0)...)
	made, err := x.ask(randr, randrCreateMode, append(append(u32(x.root), mode...), name...))
	if err != nil {
		return err
	}
	number := made[8:12]
	if err := x.tell(randr, randrAddOutputMode, append(output[:4:4], number...)); err != nil {
		return err
	}
	set := func(mode []byte, outputs []byte) error {
		// What has been done since has changed the configuration's time.
		resources, err := x.ask(randr, randrResources, u32(x.root))
		if err != nil {
			return err
		}
		const upright, now = 1, 0
		arguments := append(append(crtc[:4:4], u32(now)...), resources[12:16]...)
		arguments = append(arguments, u16(0, 0)...)
		arguments = append(append(append(arguments, mode...), u16(upright, 0)...), outputs...)
		answer, err := x.ask(randr, randrSetCrtc, arguments)
		if err == nil && answer[1] != 0 {
			err = fmt.Errorf("%s did not change its size: status %d", display, answer[1])
		}
		return err
	}
	if err := set(u32(0), nil); err != nil { // off
		return err
	}
	if err := x.tell(randr, randrSetScreenSize, append(append(u32(x.root), u16(width, height)...), u32(uint32(width)/4, uint32(height)/4)...)); err != nil {
		return err
	}
	return set(number, output[:4])
}

// xServer is a connection with an X server.
type xServer struct {
	conn net.Conn
	root uint32
}

func dialX(display string) (*xServer, error) {
	conn, err := net.Dial("unix", "/tmp/.X11-unix/X"+strings.TrimPrefix(display, ":"))
	if err != nil {
		return nil, err
	}
	hello := append([]byte{'l', 0}, u16(11, 0, 0, 0, 0)...)
	if _, err := conn.Write(hello); err != nil {
		return nil, err
	}
	head := make([]byte, 8)
	if _, err := io.ReadFull(conn, head); err != nil {
		return nil, err
	}
	body := make([]byte, 4*int(binary.LittleEndian.Uint16(head[6:])))
	if _, err := io.ReadFull(conn, body); err != nil {
		return nil, err
	}
	if head[0] != 1 {
		return nil, errors.New("the X server refuses")
	}
	// After the vendor's name and the formats of pixels comes the first screen, which begins with its root window.
	vendor, formats := int(binary.LittleEndian.Uint16(body[16:])), int(body[21])
	screen := 32 + (vendor+3)/4*4 + 8*formats
	return &xServer{conn, binary.LittleEndian.Uint32(body[screen:])}, nil
}

// tell sends a request that has no answer, and waits until it is done.
func (x *xServer) tell(major, minor byte, arguments []byte) error {
	if err := x.send(major, minor, arguments); err != nil {
		return err
	}
	const getInputFocus = 43
	_, err := x.ask(getInputFocus, 0, nil)
	return err
}

// ask sends a request and returns its answer.
func (x *xServer) ask(major, minor byte, arguments []byte) ([]byte, error) {
	if err := x.send(major, minor, arguments); err != nil {
		return nil, err
	}
	for {
		answer := make([]byte, 32)
		if _, err := io.ReadFull(x.conn, answer); err != nil {
			return nil, err
		}
		switch answer[0] {
		case 0:
			return nil, fmt.Errorf("the X server has error %d for request %d.%d", answer[1], major, minor)
		case 1:
			rest := make([]byte, 4*int(binary.LittleEndian.Uint32(answer[4:])))
			_, err := io.ReadFull(x.conn, rest)
			return append(answer, rest...), err
		}
	}
}

func (x *xServer) send(major, minor byte, arguments []byte) error {
	for len(arguments)%4 != 0 {
		arguments = append(arguments, 0)
	}
	request := append([]byte{major, minor}, u16(uint16(1+len(arguments)/4))...)
	_, err := x.conn.Write(append(request, arguments...))
	return err
}

func u16(numbers ...uint16) (bytes []byte) {
	for _, number := range numbers {
		bytes = binary.LittleEndian.AppendUint16(bytes, number)
	}
	return bytes
}

func u32(numbers ...uint32) (bytes []byte) {
	for _, number := range numbers {
		bytes = binary.LittleEndian.AppendUint32(bytes, number)
	}
	return bytes
}
