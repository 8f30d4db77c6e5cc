-- What each account put aside stands in the hold itself: [["account_id", nano], ...].
ALTER TABLE hold ADD COLUMN shares_json TEXT NOT NULL DEFAULT '[]';
UPDATE hold SET shares_json = (
  SELECT json_group_array(json_array(account_id, nano)) FROM hold_share
  WHERE hold_share.request_id = hold.request_id);
DROP TABLE hold_share;

-- Grows with every change of a key, so that what was read of keys may be kept until then.
CREATE TABLE key_version (version INTEGER NOT NULL);
INSERT INTO key_version VALUES (0);
CREATE TRIGGER client_key_added AFTER INSERT ON client_key BEGIN UPDATE key_version SET version = version + 1; END;
CREATE TRIGGER client_key_changed AFTER UPDATE ON client_key BEGIN UPDATE key_version SET version = version + 1; END;
CREATE TRIGGER client_key_removed AFTER DELETE ON client_key BEGIN UPDATE key_version SET version = version + 1; END;
CREATE TRIGGER token_added AFTER INSERT ON token BEGIN UPDATE key_version SET version = version + 1; END;
CREATE TRIGGER token_changed AFTER UPDATE ON token BEGIN UPDATE key_version SET version = version + 1; END;
CREATE TRIGGER token_removed AFTER DELETE ON token BEGIN UPDATE key_version SET version = version + 1; END;
CREATE TRIGGER top_up_added AFTER INSERT ON top_up BEGIN UPDATE key_version SET version = version + 1; END;
CREATE TRIGGER top_up_changed AFTER UPDATE ON top_up BEGIN UPDATE key_version SET version = version + 1; END;
CREATE TRIGGER top_up_removed AFTER DELETE ON top_up BEGIN UPDATE key_version SET version = version + 1; END;
