//! Weapons as agreements speak of them: by class, by calibre, by name.

use std::collections::BTreeSet;
use std::fmt;

/// A class of weapon, as withdrawal clauses name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WeaponClass {
    /// Rifles and machine guns.
    SmallArms,
    /// Grenade launchers, hand-held or mounted.
    GrenadeLauncher,
    /// Anti-tank guns and missiles.
    AntiTank,
    /// Mortars.
    Mortar,
    /// Guns and howitzers, towed or self-propelled.
    Artillery,
    /// Multiple rocket launchers.
    RocketLauncher,
    /// Tactical and ballistic missiles.
    Missile,
    /// Tanks.
    Tank,
    /// Other armoured vehicles.
    ArmouredVehicle,
    /// Anti-aircraft guns and missiles.
    AirDefence,
    /// Aeroplanes and helicopters with a crew.
    Aircraft,
    /// Aircraft without a crew.
    Drone,
    /// Mines and improvised charges.
    Explosive,
}

impl WeaponClass {
    /// All.
    pub const ALL: [WeaponClass; 13] = [
        WeaponClass::SmallArms,
        WeaponClass::GrenadeLauncher,
        WeaponClass::AntiTank,
        WeaponClass::Mortar,
        WeaponClass::Artillery,
        WeaponClass::RocketLauncher,
        WeaponClass::Missile,
        WeaponClass::Tank,
        WeaponClass::ArmouredVehicle,
        WeaponClass::AirDefence,
        WeaponClass::Aircraft,
        WeaponClass::Drone,
        WeaponClass::Explosive,
    ];

    /// The name in files.
    pub fn as_str(self) -> &'static str {
        match self {
            WeaponClass::SmallArms => "small_arms",
            WeaponClass::GrenadeLauncher => "grenade_launcher",
            WeaponClass::AntiTank => "anti_tank",
            WeaponClass::Mortar => "mortar",
            WeaponClass::Artillery => "artillery",
            WeaponClass::RocketLauncher => "rocket_launcher",
            WeaponClass::Missile => "missile",
            WeaponClass::Tank => "tank",
            WeaponClass::ArmouredVehicle => "armoured_vehicle",
            WeaponClass::AirDefence => "air_defence",
            WeaponClass::Aircraft => "aircraft",
            WeaponClass::Drone => "drone",
            WeaponClass::Explosive => "explosive",
        }
    }

    /// Reads the name in files.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.as_str() == text)
    }

    /// The name in a sentence.
    pub fn words(self) -> String {
        self.as_str().replace('_', " ")
    }
}

impl fmt::Display for Arms {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let classes = self.classes.iter().map(|class| class.words()).collect::<Vec<_>>().join(", ");
        let from = self.calibre_from_mm.map(|from| format!("of {from} mm or more"));
        let below = self.calibre_below_mm.map(|below| format!("of less than {below} mm"));
        let mut parts: Vec<String> =
            Some(classes).filter(|classes| !classes.is_empty()).into_iter().chain(from).chain(below).collect();
        if !self.names.is_empty() {
            let names = self.names.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
            parts.push(if parts.is_empty() { names } else { format!("or {names}") });
        }
        out.write_str(&parts.join(" "))
    }
}

/// The weapons that a clause means: of these classes and calibres, or of these names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arms {
    /// Of these classes; empty for all.
    pub classes: BTreeSet<WeaponClass>,
    /// Of these names, as `data/weapons` has them; empty for all of the classes.
    pub names: BTreeSet<String>,
    /// Of this calibre or more, in millimetres.
    pub calibre_from_mm: Option<u16>,
    /// Of a calibre below this, in millimetres.
    pub calibre_below_mm: Option<u16>,
}
