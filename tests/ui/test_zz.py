from tests.ui.test_any_keys import *
import tests.ui.test_any_keys as m
import tests.ui.driving as d
def test_trace(empty_window, monkeypatch):
    for seed in (1,2,3):
        log=[]
        def p(*keys):
            log.extend(keys); d.press(*keys)
        def t(x):
            log.append(x); d.type_text(x)
        monkeypatch.setattr(m,"press",p); monkeypatch.setattr(m,"type_text",t)
        try:
            m.test_a_table_shows_what_is_stored_after_any_keys.__wrapped__ if 0 else None
            m.test_a_table_shows_what_is_stored_after_any_keys(empty_window, seed)
        except AssertionError as e:
            print(seed, "FAIL", str(e)[:60], len(log), log[-14:])
            tb=m.table_of(empty_window)
            print(tb.currentIndex().row(), tb.currentIndex().column(), tb.proxy.rowCount(), tb.state(), QApplication.activeWindow(), QApplication.focusWidget())
        break
