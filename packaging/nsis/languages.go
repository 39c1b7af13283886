package nsis

import "strings"

// language is what the set-up program says beyond NSIS's own words, with the app's name for {app}.
type language struct {
	Name string // NSIS's
	// Running is asked when the app runs and its files are to be replaced or removed.
	Running string
	// Locked is said when it could not be closed.
	Locked string
	// WebView is asked when WebView2 is missing; Failed is said when it could not be had.
	WebView, Failed string
	// Data is asked when the app is removed.
	Data string
	// Old is said on a Windows that is too old.
	Old string
}

func (l language) about(app string) language {
	for _, text := range []*string{&l.Running, &l.Locked, &l.WebView, &l.Failed, &l.Data, &l.Old} {
		*text = strings.ReplaceAll(*text, "{app}", app)
	}
	return l
}

var texts = map[string]language{
	"en": {
		Running: "{app} is running. It is closed now.",
		Locked:  "{app} is still running. Close it, then try again.",
		WebView: "{app} needs Microsoft's WebView2, which this computer lacks. Download and install it from Microsoft now?",
		Failed:  "WebView2 could not be installed. Install it from Microsoft's site before you start {app}.",
		Data:    "Remove what {app} has stored for you, too? This can't be undone.",
		Old:     "{app} needs Windows 10 or newer.",
	},
	"de": {
		Running: "{app} läuft. Es wird jetzt geschlossen.",
		Locked:  "{app} läuft noch. Schließen Sie es und versuchen Sie es erneut.",
		WebView: "{app} braucht WebView2 von Microsoft, das auf diesem Computer fehlt. Jetzt von Microsoft herunterladen und installieren?",
		Failed:  "WebView2 konnte nicht installiert werden. Installieren Sie es von Microsofts Website, bevor Sie {app} starten.",
		Data:    "Auch entfernen, was {app} für Sie gespeichert hat? Das lässt sich nicht rückgängig machen.",
		Old:     "{app} braucht Windows 10 oder neuer.",
	},
	"es": {
		Running: "{app} está en ejecución. Se cerrará ahora.",
		Locked:  "{app} sigue en ejecución. Ciérrelo e inténtelo de nuevo.",
		WebView: "{app} necesita WebView2 de Microsoft, que falta en este equipo. ¿Descargarlo de Microsoft e instalarlo ahora?",
		Failed:  "No se pudo instalar WebView2. Instálelo desde el sitio de Microsoft antes de iniciar {app}.",
		Data:    "¿Eliminar también lo que {app} ha guardado para usted? No se puede deshacer.",
		Old:     "{app} necesita Windows 10 o posterior.",
	},
	"fr": {
		Running: "{app} est en cours d'exécution. Il va être fermé.",
		Locked:  "{app} est toujours en cours d'exécution. Fermez-le, puis réessayez.",
		WebView: "{app} a besoin de WebView2 de Microsoft, absent de cet ordinateur. Le télécharger chez Microsoft et l'installer maintenant ?",
		Failed:  "WebView2 n'a pas pu être installé. Installez-le depuis le site de Microsoft avant de lancer {app}.",
		Data:    "Supprimer aussi ce que {app} a enregistré pour vous ? Cette action est irréversible.",
		Old:     "{app} nécessite Windows 10 ou une version plus récente.",
	},
	"it": {
		Running: "{app} è in esecuzione. Ora verrà chiuso.",
		Locked:  "{app} è ancora in esecuzione. Chiuderlo e riprovare.",
		WebView: "{app} richiede WebView2 di Microsoft, che manca in questo computer. Scaricarlo da Microsoft e installarlo ora?",
		Failed:  "Impossibile installare WebView2. Installarlo dal sito di Microsoft prima di avviare {app}.",
		Data:    "Rimuovere anche ciò che {app} ha salvato? L'operazione non può essere annullata.",
		Old:     "{app} richiede Windows 10 o versioni successive.",
	},
	"ja": {
		Running: "{app} が実行中です。終了します。",
		Locked:  "{app} がまだ実行中です。終了してから再試行してください。",
		WebView: "{app} には Microsoft の WebView2 が必要ですが、このコンピューターにありません。Microsoft からダウンロードしてインストールしますか?",
		Failed:  "WebView2 をインストールできませんでした。{app} を起動する前に Microsoft のサイトからインストールしてください。",
		Data:    "{app} が保存したデータも削除しますか? 元に戻せません。",
		Old:     "{app} には Windows 10 以降が必要です。",
	},
	"nl": {
		Running: "{app} is actief. Het wordt nu gesloten.",
		Locked:  "{app} is nog actief. Sluit het en probeer het opnieuw.",
		WebView: "{app} heeft WebView2 van Microsoft nodig, dat op deze computer ontbreekt. Nu bij Microsoft downloaden en installeren?",
		Failed:  "WebView2 kon niet worden geïnstalleerd. Installeer het vanaf de site van Microsoft voordat u {app} start.",
		Data:    "Ook verwijderen wat {app} voor u heeft opgeslagen? Dit kan niet ongedaan worden gemaakt.",
		Old:     "{app} heeft Windows 10 of nieuwer nodig.",
	},
	"pl": {
		Running: "Program {app} jest uruchomiony. Zostanie teraz zamknięty.",
		Locked:  "Program {app} nadal działa. Zamknij go i spróbuj ponownie.",
		WebView: "Program {app} wymaga składnika WebView2 firmy Microsoft, którego brakuje na tym komputerze. Pobrać go i zainstalować teraz?",
		Failed:  "Nie można zainstalować WebView2. Zainstaluj go ze strony Microsoft przed uruchomieniem programu {app}.",
		Data:    "Usunąć także dane zapisane przez program {app}? Tej operacji nie można cofnąć.",
		Old:     "Program {app} wymaga systemu Windows 10 lub nowszego.",
	},
	"pt-BR": {
		Running: "{app} está em execução e será fechado agora.",
		Locked:  "{app} ainda está em execução. Feche-o e tente novamente.",
		WebView: "{app} precisa do WebView2 da Microsoft, que falta neste computador. Baixar da Microsoft e instalar agora?",
		Failed:  "Não foi possível instalar o WebView2. Instale-o pelo site da Microsoft antes de iniciar {app}.",
		Data:    "Remover também o que {app} guardou para você? Isso não pode ser desfeito.",
		Old:     "{app} precisa do Windows 10 ou mais recente.",
	},
	"zh-CN": {
		Running: "{app} 正在运行，现在将其关闭。",
		Locked:  "{app} 仍在运行。请将其关闭后重试。",
		WebView: "{app} 需要 Microsoft 的 WebView2，而此计算机上没有。现在从 Microsoft 下载并安装吗？",
		Failed:  "无法安装 WebView2。启动 {app} 之前，请从 Microsoft 网站安装。",
		Data:    "同时删除 {app} 为您保存的数据吗？此操作无法撤销。",
		Old:     "{app} 需要 Windows 10 或更高版本。",
	},
}
