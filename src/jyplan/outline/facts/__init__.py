def find_facts(text, start, year): return ()
def find_school_year(title, text): return None
