{{ gazetteer('places', {
    'place_id': 'varchar', 'name': 'varchar', 'feature': 'varchar', 'admin1': 'varchar', 'admin2': 'varchar', 'country': 'varchar',
    'pcode': 'varchar', 'geonames_id': 'bigint', 'iso': 'varchar', 'latitude': 'double', 'longitude': 'double', 'precision': 'varchar',
    'population': 'bigint', 'parent_id': 'varchar', 'valid_from': 'varchar', 'valid_to': 'varchar',
}) }}
