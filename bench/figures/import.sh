figure_import() { :; }
