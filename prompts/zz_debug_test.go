package prompts
import ("testing";"os";"slices";"fmt";"makegood/dialogs/draft")
func TestDebug(t *testing.T){
 name:=os.Getenv("SET"); if name=="" {t.Skip()}
 all:=drafts(t,name)
 hit,miss,fa,clean,extra:=0,0,0,0,0
 for _,l:=range all {
  r:=Check(l.text,l.facts)
  var got []draft.Rule
  for _,f:=range r.All(){ got=append(got,f.Rule)}
  if len(l.labels)==0 { clean++; if len(got)>0 { fa++; if os.Getenv("SHOW")!="" {for _,f:=range r.All(){fmt.Printf("FALSE %s %s %q: %s\n",l.at,f.Rule,l.text[f.Start:f.End],l.text)}}}; continue}
  for _,w:=range l.labels { if slices.Contains(got,w){hit++} else {miss++; if os.Getenv("SHOW")!="" {fmt.Printf("MISS %s %s %v: %.120s\n",l.at,w,got,l.text)}}}
  for _,f:=range r.All(){ if !slices.Contains(l.labels,f.Rule){extra++; if os.Getenv("SHOW")=="2"{fmt.Printf("EXTRA %s %s %q: %.120s\n",l.at,f.Rule,l.text[f.Start:f.End],l.text)}}}
 }
 fmt.Printf("%s: recall %d/%d = %.3f, false %d/%d, extra %d\n",name,hit,hit+miss,float64(hit)/float64(hit+miss),fa,clean,extra)
}
