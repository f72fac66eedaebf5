package draft
import "testing"
func TestTry(t *testing.T){ if _,err:=loaded(); err!=nil { t.Fatal(err)} }
