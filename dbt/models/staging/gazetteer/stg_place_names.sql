{{ gazetteer('place_names', {'place_id': 'varchar', 'name': 'varchar', 'language': 'varchar', 'script': 'varchar', 'source': 'varchar'}) }}
