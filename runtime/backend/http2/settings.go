package http2

import (
	"encoding/binary"
	"time"
)

// Setting is one entry of a SETTINGS frame.
type Setting struct {
	ID    uint16
	Value uint32
}

// Settings are one side's settings.
type Settings struct {
	HeaderTableSize, MaxConcurrentStreams, InitialWindowSize, MaxFrameSize, MaxHeaderListSize uint32

	EnablePush, EnableConnectProtocol bool
}

func initialSettings() Settings {
	return Settings{
		HeaderTableSize: 4096, EnablePush: true, MaxConcurrentStreams: 1<<32 - 1, InitialWindowSize: initialWindow,
		MaxFrameSize: initialFrameSize, MaxHeaderListSize: 1<<32 - 1,
	}
}

// PackSettings is a SETTINGS frame's payload.
func PackSettings(settings []Setting) []byte {
	payload := make([]byte, 0, 6*len(settings))
	for _, setting := range settings {
		payload = binary.BigEndian.AppendUint16(payload, setting.ID)
		payload = binary.BigEndian.AppendUint32(payload, setting.Value)
	}
	return payload
}

// pendingSettings are settings that the peer has not acknowledged.
type pendingSettings struct {
	list []Setting
	done any
	sent time.Time
}

// SubmitSettings sends settings, which hold once the peer acknowledges them: then the handler's SettingsDone is called with done. It
// returns false if too many await that.
func (s *Session) SubmitSettings(list []Setting, done any) bool {
	if len(s.pendingSettings) >= s.options.MaxOutstandingSettings {
		return false
	}
	s.pendingSettings = append(s.pendingSettings, pendingSettings{list, done, time.Now()})
	for _, setting := range list {
		switch setting.ID {
		case SettingEnablePush:
			s.pushAllowed = setting.Value != 0
		case SettingMaxConcurrentStreams:
			s.pendingMaxStreams = setting.Value
		case SettingEnableConnectProtocol:
			s.connectProtocol = setting.Value != 0
		}
	}
	s.enqueueUrgent(item{kind: FrameSettings, payload: PackSettings(list)})
	s.schedule()
	return true
}

// receiveSettings handles a SETTINGS frame.
func (s *Session) receiveSettings(payload []byte) int {
	if s.frame.stream != 0 {
		return s.invalidConnection(ErrProtocol, "SETTINGS: stream_id != 0")
	}
	if s.frame.flags&FlagAck != 0 {
		if len(payload) != 0 {
			return s.invalidConnection(ErrFrameSize, "SETTINGS: ACK and payload != 0")
		}
		return s.settingsAcknowledged()
	}
	if len(payload)/6 > s.options.MaxSettings {
		s.terminate(EnhanceYourCalm, "SETTINGS: too many setting entries")
		return 0
	}
	if !s.remoteSettingsKnown {
		s.remote.MaxConcurrentStreams = 1<<32 - 1
	}
	window := s.remote.InitialWindowSize
	for ; len(payload) >= 6; payload = payload[6:] {
		id, value := binary.BigEndian.Uint16(payload), binary.BigEndian.Uint32(payload[2:])
		switch id {
		case SettingHeaderTableSize:
			s.remote.HeaderTableSize = value
			s.encoder.SetMaxDynamicTableSize(min(value, s.options.MaxDeflateTableSize))
		case SettingEnablePush:
			if value > 1 {
				return s.invalidConnection(ErrProtocol, "SETTINGS: invalid SETTINGS_ENBLE_PUSH")
			}
			if value == 1 && !s.server {
				return s.invalidConnection(ErrProtocol, "SETTINGS: server attempted to enable push")
			}
			s.remote.EnablePush = value == 1
		case SettingMaxConcurrentStreams:
			s.remote.MaxConcurrentStreams = value
		case SettingInitialWindowSize:
			if value > maxWindow {
				return s.invalidConnection(ErrFlowControl, "SETTINGS: too large SETTINGS_INITIAL_WINDOW_SIZE")
			}
			window = value
		case SettingMaxFrameSize:
			if value < initialFrameSize || value > 1<<24-1 {
				return s.invalidConnection(ErrProtocol, "SETTINGS: invalid SETTINGS_MAX_FRAME_SIZE")
			}
			s.remote.MaxFrameSize = value
		case SettingMaxHeaderListSize:
			s.remote.MaxHeaderListSize = value
		case SettingEnableConnectProtocol:
			if value > 1 || (value == 0 && s.remote.EnableConnectProtocol) {
				return s.invalidConnection(ErrProtocol, "SETTINGS: invalid SETTINGS_ENABLE_CONNECT_PROTOCOL")
			}
			s.remote.EnableConnectProtocol = value == 1
		default:
			if _, wanted := s.remoteCustom[id]; wanted {
				s.remoteCustom[id] = value
			}
		}
	}
	if window != s.remote.InitialWindowSize {
		delta := int64(window) - int64(s.remote.InitialWindowSize)
		s.remote.InitialWindowSize = window
		for _, stream := range s.streams {
			if int64(stream.sendWindow)+delta > maxWindow {
				return s.invalidConnection(ErrFlowControl, "SETTINGS: window overflow")
			}
			stream.sendWindow += int32(delta)
			s.wantsToSend(stream)
		}
	}
	s.remoteSettingsKnown = true
	if !s.closing() {
		if failure := s.acknowledge(item{kind: FrameSettings, flags: FlagAck}); failure != 0 {
			return failure
		}
	}
	s.handler.Settings()
	return 0
}

func (s *Session) settingsAcknowledged() int {
	if len(s.pendingSettings) == 0 {
		return s.invalidConnection(ErrProtocol, "SETTINGS: unexpected ACK")
	}
	pending := s.pendingSettings[0]
	s.pendingSettings = s.pendingSettings[1:]
	for _, setting := range pending.list {
		switch value := setting.Value; setting.ID {
		case SettingHeaderTableSize:
			s.decoder.SetAllowedMaxDynamicTableSize(value)
			if value < s.local.HeaderTableSize {
				s.decoder.SetMaxDynamicTableSize(value)
			}
			s.local.HeaderTableSize = value
		case SettingEnablePush:
			s.local.EnablePush = value != 0
		case SettingMaxConcurrentStreams:
			s.local.MaxConcurrentStreams = value
			s.pendingMaxStreams = 1<<32 - 1
		case SettingInitialWindowSize:
			delta := int64(value) - int64(s.local.InitialWindowSize)
			s.local.InitialWindowSize = value
			for _, stream := range s.streams {
				stream.receiveWindow.size = int32(min(int64(stream.receiveWindow.size)+delta, maxWindow))
				s.announce(stream)
			}
		case SettingMaxFrameSize:
			s.local.MaxFrameSize = value
		case SettingMaxHeaderListSize:
			s.local.MaxHeaderListSize = value
		case SettingEnableConnectProtocol:
			s.local.EnableConnectProtocol = value != 0
		default:
			if s.localCustom == nil {
				s.localCustom = map[uint16]uint32{}
			}
			s.localCustom[setting.ID] = value
		}
	}
	s.handler.SettingsDone(true, pending.done, milliseconds(pending.sent))
	return 0
}

func milliseconds(since time.Time) float64 {
	return float64(time.Since(since)) / float64(time.Millisecond)
}
