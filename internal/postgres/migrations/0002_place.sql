-- +goose Up
-- Wards of Rotherham as of May 2024. Source: ONS, Wards (May 2024), OGL.
CREATE TABLE ward (
    code text PRIMARY KEY,
    name text NOT NULL
);
INSERT INTO ward (code, name) VALUES
    ('E05012993', 'Anston and Woodsetts'),
    ('E05012994', 'Aston and Todwick'),
    ('E05012995', 'Aughton and Swallownest'),
    ('E05012996', 'Boston Castle'),
    ('E05012997', 'Bramley and Ravenfield'),
    ('E05012998', 'Brinsworth'),
    ('E05012999', 'Dalton and Thrybergh'),
    ('E05013000', 'Dinnington'),
    ('E05013001', 'Greasbrough'),
    ('E05013002', 'Hellaby and Maltby West'),
    ('E05013003', 'Hoober'),
    ('E05013004', 'Keppel'),
    ('E05013005', 'Kilnhurst and Swinton East'),
    ('E05013006', 'Maltby East'),
    ('E05013007', 'Rawmarsh East'),
    ('E05013008', 'Rawmarsh West'),
    ('E05013009', 'Rother Vale'),
    ('E05013010', 'Rotherham East'),
    ('E05013011', 'Rotherham West'),
    ('E05013012', 'Sitwell'),
    ('E05013013', 'Swinton Rockingham'),
    ('E05013014', 'Thurcroft and Wickersley South'),
    ('E05013015', 'Wales'),
    ('E05013016', 'Wath'),
    ('E05013017', 'Wickersley North');

CREATE TABLE investment_area (
    code text PRIMARY KEY,
    name text NOT NULL
);
INSERT INTO investment_area (code, name) VALUES
    ('AMID', 'Advanced Manufacturing Park (AMID)'),
    ('TEMPLEBOROUGH', 'Templeborough corridor'),
    ('TOWN_CENTRE', 'Town centre and Forge Island'),
    ('BASSINGTHORPE', 'Bassingthorpe'),
    ('GATEWAY', 'Rotherham Gateway');

-- Postcode to ward, filled from the ONS postcode directory. Postcodes outside Rotherham are listed without a ward, so that
-- "not in Rotherham" and "unknown" differ.
CREATE TABLE postcode_directory (
    postcode  text PRIMARY KEY,
    ward_code text REFERENCES ward
);
CREATE INDEX postcode_directory_ward ON postcode_directory (ward_code, postcode) WHERE ward_code IS NOT NULL;

-- Days without survey or operational mail. Source of the first rows: GOV.UK bank holidays, England and Wales.
CREATE TABLE holiday (
    day  date PRIMARY KEY,
    name text NOT NULL
);
INSERT INTO holiday (day, name) VALUES
    ('2026-01-01', 'New Year''s Day'),
    ('2026-04-03', 'Good Friday'),
    ('2026-04-06', 'Easter Monday'),
    ('2026-05-04', 'Early May bank holiday'),
    ('2026-05-25', 'Spring bank holiday'),
    ('2026-08-31', 'Summer bank holiday'),
    ('2026-12-25', 'Christmas Day'),
    ('2026-12-28', 'Boxing Day (substitute day)'),
    ('2027-01-01', 'New Year''s Day'),
    ('2027-03-26', 'Good Friday'),
    ('2027-03-29', 'Easter Monday'),
    ('2027-05-03', 'Early May bank holiday'),
    ('2027-05-31', 'Spring bank holiday'),
    ('2027-08-30', 'Summer bank holiday'),
    ('2027-12-27', 'Christmas Day (substitute day)'),
    ('2027-12-28', 'Boxing Day (substitute day)'),
    ('2028-01-03', 'New Year''s Day (substitute day)'),
    ('2028-04-14', 'Good Friday'),
    ('2028-04-17', 'Easter Monday'),
    ('2028-05-01', 'Early May bank holiday'),
    ('2028-05-29', 'Spring bank holiday'),
    ('2028-08-28', 'Summer bank holiday'),
    ('2028-12-25', 'Christmas Day'),
    ('2028-12-26', 'Boxing Day');
