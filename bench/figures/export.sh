figure_export() { :; }
