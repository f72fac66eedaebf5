package draft
import "testing"
func TestTry(t *testing.T){ for _,l:=range []string{"en","es"} { _,err:=read(files,"rules/"+l); if err!=nil {t.Error(err)} } }
